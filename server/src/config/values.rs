//! Reading one value of a setting. Each refusal names the setting and what it accepts.

use domain::date::{DateStyle, Zone};
use domain::ledger::LogName;
use domain::reporting::ReportingPeriod;
use domain::text::Title;
use std::net::{IpAddr, SocketAddr};
use std::ops::RangeInclusive;

pub fn listen(text: &str) -> Result<SocketAddr, String> {
    text.parse()
        .map_err(|_| "CONCORD_LISTEN must be an IP address and port. Example: 127.0.0.1:3000 or [::1]:3000".into())
}

pub fn proxy(text: &str) -> Result<IpAddr, String> {
    let address: IpAddr = text.trim().parse().map_err(
        |_| "CONCORD_TRUSTED_PROXY must be one or more IP addresses separated by commas. Example: 10.0.0.5,10.0.0.6",
    )?;
    if address.is_unspecified() || address.is_multicast() {
        return Err(format!("CONCORD_TRUSTED_PROXY contains {address}, which isn't the address of a machine"));
    }
    Ok(address)
}

pub fn record_name(text: &str) -> Result<LogName, String> {
    LogName::parse(text).map_err(|fault| format!("CONCORD_RECORD_NAME: {fault}"))
}

pub fn task_force(text: &str) -> Result<Title, String> {
    Title::parse(text).map_err(|fault| format!("CONCORD_TASK_FORCE must be one line of text. {fault}"))
}

pub fn help_contact(text: &str) -> Result<String, String> {
    let text = text.trim();
    let is_plain = !text.chars().any(|character| character.is_whitespace() || character.is_control());
    let is_web = text.strip_prefix("https://").is_some_and(|rest| !rest.is_empty());
    let is_email = text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.contains('@') && !text.contains(':')
    });
    if is_plain && (is_web || is_email) {
        return Ok(text.to_owned());
    }
    Err("CONCORD_HELP_CONTACT must be an email address or an https:// address. Example: help@agency.gov".into())
}

pub fn zone(text: &str) -> Result<Zone, String> {
    Zone::named(text).ok_or_else(|| "CONCORD_ZONE must be an IANA time zone. Example: America/New_York".into())
}

pub fn dates(text: &str) -> Result<DateStyle, String> {
    text.parse().map_err(|_| "CONCORD_DATES must be us or international".into())
}

pub fn period(text: &str) -> Result<ReportingPeriod, String> {
    match text {
        "quarter" => Ok(ReportingPeriod::Quarter),
        "half-year" => Ok(ReportingPeriod::HalfYear),
        "year" => Ok(ReportingPeriod::Year),
        _ => Err("CONCORD_REPORTS_EVERY must be quarter, half-year, or year".into()),
    }
}

pub fn connections(text: &str) -> Result<u32, String> {
    number("CONCORD_DATABASE_CONNECTIONS", "connections", text, 1..=500).map(u32::from)
}

pub fn wait_seconds(text: &str) -> Result<u16, String> {
    number("CONCORD_DATABASE_WAIT_SECONDS", "seconds", text, 1..=60)
}

pub fn days(text: &str) -> Result<u16, String> {
    number("CONCORD_REPORT_DAYS", "days", text, 0..=180)
}

pub fn minutes(text: &str) -> Result<u16, String> {
    number("CONCORD_SESSION_IDLE_MINUTES", "minutes", text, 1..=720)
}

pub fn hours(text: &str) -> Result<u16, String> {
    number("CONCORD_SESSION_HOURS", "hours", text, 1..=168)
}

pub fn security_log_days(text: &str) -> Result<u16, String> {
    number("CONCORD_SECURITY_LOG_DAYS", "days", text, 1..=3_650)
}

fn number(setting: &str, unit: &str, text: &str, range: RangeInclusive<u16>) -> Result<u16, String> {
    let read = text.parse().ok().filter(|number| range.contains(number));
    read.ok_or_else(|| format!("{setting} must be a whole number of {unit} from {} to {}", range.start(), range.end()))
}
