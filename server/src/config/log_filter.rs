//! What the setting of the log may say. The library takes a mistyped level for the name of a part, and logs nothing more.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

const LEVELS: [&str; 6] = ["error", "warn", "info", "debug", "trace", "off"];

/// The crates that log: ours, and those below them.
const PARTS: [&str; 24] = [
    "app",
    "concord",
    "domain",
    "migrations",
    "reports",
    "seeds",
    "server",
    "store",
    "ui",
    "axum",
    "h2",
    "hyper",
    "hyper_util",
    "leptos",
    "leptos_axum",
    "mio",
    "moka",
    "rustls",
    "sea_orm",
    "sea_orm_migration",
    "sqlx",
    "tokio",
    "tower",
    "tower_http",
];

/// A filter that the log understands, without blanks, which it does not. It stays text, because a filter cannot be copied.
pub fn log_filter(text: &str) -> Result<String, String> {
    let refused = |why: String| {
        format!("CONCORD_LOG must be error, warn, info, debug, trace, or off, or name parts: warn,server=info ({why})")
    };
    let directives: Vec<&str> = text.split(',').map(str::trim).filter(|directive| !directive.is_empty()).collect();
    if directives.is_empty() {
        return Err(refused("it is empty".to_owned()));
    }
    match directives.iter().copied().find_map(fault) {
        Some(why) => Err(refused(why)),
        None => {
            let text = directives.join(",");
            EnvFilter::try_new(&text).map(|_| text).map_err(|why| refused(why.to_string()))
        }
    }
}

/// What is wrong with `level`, `part=level` or `part::module[span]=level`.
fn fault(directive: &str) -> Option<String> {
    let span = directive.find('[').zip(directive.rfind(']')).filter(|(from, to)| from < to);
    let outside = match span {
        Some((from, to)) => format!("{}{}", &directive[..from], &directive[to + 1..]),
        None => directive.to_owned(),
    };
    let (part, level) = outside.split_once('=').unwrap_or(("", &outside));
    let root = part.split("::").next().unwrap_or_default();
    if level.is_empty() || level.parse::<LevelFilter>().is_err() {
        return Some(format!("\"{level}\" is not a level; the nearest is {}", nearest(level, &LEVELS)));
    }
    let is_known = root.is_empty() || PARTS.contains(&root);
    (!is_known).then(|| format!("\"{root}\" is not a part; the nearest is {}", nearest(root, &PARTS)))
}

fn nearest(word: &str, of: &[&'static str]) -> &'static str {
    let word = word.to_lowercase();
    of.iter().copied().min_by_key(|known| strsim::damerau_levenshtein(&word, known)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_and_known_parts_are_taken() {
        for text in
            ["info", "WARN", "off", "warn,server=info", "error, store::change=debug", "info,server[request]=trace"]
        {
            assert_eq!(log_filter(text), Ok(text.replace(", ", ",")));
        }
    }

    #[test]
    fn what_would_silence_the_log_by_mistake_is_refused_with_the_nearest_right_word() {
        for (text, why) in [
            ("inf0", "\"inf0\" is not a level; the nearest is info"),
            ("warning", "\"warning\" is not a level; the nearest is warn"),
            ("server", "\"server\" is not a level; the nearest is "),
            ("sever=info", "\"sever\" is not a part; the nearest is server"),
            ("warn,server=loud", "\"loud\" is not a level; the nearest is "),
            ("warn,server=", "\"\" is not a level"),
            ("", "it is empty"),
            (" , ", "it is empty"),
        ] {
            let refusal = log_filter(text).expect_err(text);
            assert!(
                refusal.starts_with("CONCORD_LOG must be error, warn,") && refusal.contains(why),
                "{text}: {refusal}"
            );
        }
    }
}
