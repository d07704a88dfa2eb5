//! `concord user`.

use crate::place::Place;

fn add<'a>(extra: &[&'a str]) -> Vec<&'a str> {
    [&["user", "add", "lee.okafor@agency.example", "--name", "Lee Okafor"][..], extra].concat()
}

#[test]
fn adding_an_account_prints_a_one_time_link_of_the_public_address() {
    let place = Place::with_a_plan();
    let arguments = add(&["--role", "auditor", "--public-url", "https://concord.example.gov"]);
    let said = place.run(&arguments).succeeded();
    let token = said.lines().next().and_then(|line| line.strip_prefix("https://concord.example.gov/welcome/")).unwrap();
    assert!(token.len() == 64 && token.bytes().all(|byte| byte.is_ascii_hexdigit()), "{said}");
    assert!(said.contains("One-time link for setting a password. Expires "), "{said}");
    place.run(&["verify"]).succeeded();
}

#[test]
fn accounts_are_listed_with_role_and_agency_and_a_disabled_one_says_so() {
    let place = Place::with_a_plan();
    place.run(&add(&["--role", "liaison", "--agency", "HUD"])).succeeded();
    let listed = place.run(&["user", "list"]).succeeded();
    let columns: Vec<&str> = listed.split_whitespace().collect();
    let account = place.rows("SELECT lower(hex(id)) AS id FROM people");
    assert_eq!(columns[0].replace('-', ""), account[0][0], "The security log gives accounts by their ids");
    assert_eq!(columns[1..], ["lee.okafor@agency.example", "liaison", "HUD", "Lee", "Okafor"]);
    let said = place.run(&["user", "disable", "Lee.Okafor@agency.example"]).succeeded();
    assert_eq!(said, "Disabled lee.okafor@agency.example and ended its sessions.\n");
    assert!(place.run(&["user", "list"]).succeeded().ends_with("Lee Okafor  (disabled)\n"));
    let refusal = place.run(&["user", "disable", "lee.okafor@agency.example"]).refused(2);
    assert_eq!(refusal, "This account is already disabled.\n");
    let refusal = place.run(&["user", "link", "lee.okafor@agency.example"]).refused(2);
    assert_eq!(refusal, "lee.okafor@agency.example is disabled. No link was created.\n");
    let said = place.run(&["user", "enable", "lee.okafor@agency.example"]).succeeded();
    assert_eq!(said, "Enabled lee.okafor@agency.example.\n");
    assert!(place.run(&["user", "list"]).succeeded().ends_with("Lee Okafor\n"));
}

#[test]
fn a_lost_link_is_replaced_by_another() {
    let place = Place::with_a_plan();
    let first = place.run(&add(&["--role", "chair"])).succeeded();
    let second = place.run(&["user", "link", "lee.okafor@agency.example"]).succeeded();
    assert!(second.starts_with("http://127.0.0.1:3000/welcome/"), "{second}");
    assert_ne!(first.lines().next(), second.lines().next());
}

#[test]
fn an_account_that_a_rule_refuses_is_not_added() {
    let place = Place::with_a_plan();
    for (extra, words) in [
        (&["--role", "liaison"][..], "Add --agency and the code of the agency. Example: --agency DOJ\n"),
        (&["--role", "liaison", "--agency", "NASA"], "No agency has the code NASA. Find codes on the Agencies page.\n"),
    ] {
        assert_eq!(place.run(&add(extra)).refused(2), words);
    }
    let refusal = place.run(&add(&["--role", "king"])).refused(2);
    assert!(refusal.contains("the role must be administrator, secretariat, chair, liaison, or auditor"), "{refusal}");
    let refusal = place.run(&["user", "add", "nobody", "--name", "N", "--role", "chair"]).refused(2);
    assert_eq!(refusal, "The address: Enter an email address. Example: name@agency.gov\n");
    place.run(&add(&["--role", "chair"])).succeeded();
    assert_eq!(place.run(&add(&["--role", "chair"])).refused(2), "This email address already has an account.\n");
    assert_eq!(place.run(&["user", "list"]).succeeded().lines().count(), 1);
}

#[test]
fn an_address_without_an_account_is_named() {
    let refusal = Place::with_a_plan().run(&["user", "disable", "nobody@agency.example"]).refused(2);
    assert_eq!(refusal, "No account uses nobody@agency.example. To list accounts, run `concord user list`.\n");
}

#[test]
fn a_server_for_other_machines_adds_no_account_without_knowing_its_public_address() {
    let place = Place::with_a_plan();
    let refusal = place.run(&add(&["--role", "chair", "--listen", "0.0.0.0:3000"])).refused(2);
    assert!(refusal.starts_with("CONCORD_PUBLIC_URL (--public-url) is not set."), "{refusal}");
    assert_eq!(place.run(&["user", "list"]).succeeded(), "No accounts.\n");
}

#[test]
fn a_collector_reads_the_security_log_from_where_it_left_off() {
    let place = Place::with_a_plan();
    place.run(&["user", "add", "lee.okafor@agency.example", "--name", "Lee Okafor", "--role", "auditor"]).succeeded();
    let lines = place.run(&["security-log"]).succeeded();
    let entries: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of_lee: Vec<&str> = entries.iter().rev().take(2).map(|entry| entry["event"].as_str().unwrap()).collect();
    assert_eq!(of_lee, ["link-made", "account-added"]);
    let last = entries.last().unwrap();
    assert_eq!((last["place"].as_str(), &last["account"]), (Some("command-line"), &serde_json::Value::Null));

    let before = entries[entries.len() - 2]["id"].as_str().unwrap();
    let after = place.run(&["security-log", "--after", before]).succeeded();
    assert_eq!(after.lines().count(), 1);
    assert_eq!(place.run(&["security-log", "--after", last["id"].as_str().unwrap()]).succeeded(), "");
    assert_eq!(place.run(&["security-log", "--since", "2060-01-01"]).succeeded(), "");
}
