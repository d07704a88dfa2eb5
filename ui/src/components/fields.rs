//! A content of the record as a reader can read it: every field under a name, and between two versions what changed.

use crate::reading::Reading;
use crate::words::capitalized;
use domain::Date;
use domain::date::in_table;
use domain::facts::ActionFacts;
use domain::ids::{ActionId, AgencyId, BodyId, MeetingId, MilestoneId, NodeId, PlanId};
use serde_json::Value;
use std::collections::BTreeMap;
use store::View;
use uuid::Uuid;

/// One value of a content, by the path to it: `["moves", "1", "sentence"]`.
pub type Leaves = BTreeMap<Vec<String>, Value>;

/// A field that differs between two versions, or that a first version has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    pub path: Vec<String>,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// Every value inside, by its path. What is null is left out.
pub fn leaves(content: &Value) -> Leaves {
    let mut found = Leaves::new();
    collect(content, &mut Vec::new(), &mut found);
    found
}

fn collect(value: &Value, path: &mut Vec<String>, found: &mut Leaves) {
    let mut within = |name: String, value: &Value| {
        path.push(name);
        collect(value, path, found);
        path.pop();
    };
    match value {
        Value::Null => {}
        Value::Object(fields) => fields.iter().for_each(|(name, value)| within(name.clone(), value)),
        // Set with zeros, so that the tenth comes after the ninth.
        Value::Array(items) => items.iter().zip(1..).for_each(|(item, place)| within(format!("{place:04}"), item)),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            found.insert(path.clone(), value.clone());
        }
    }
}

/// What changed from one version to the next; of a first version all that it has.
pub fn changes(before: Option<&Value>, after: &Value) -> Vec<FieldChange> {
    let (mut before, after) = (before.map(leaves).unwrap_or_default(), leaves(after));
    let mut changes = Vec::new();
    for (path, value) in after {
        let was = before.remove(&path);
        if was.as_ref() != Some(&value) {
            changes.push(FieldChange { path, before: was, after: Some(value) });
        }
    }
    changes.extend(before.into_iter().map(|(path, value)| FieldChange { path, before: Some(value), after: None }));
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    changes
}

/// The reasons in words that the changes bring. A reason that is a code has its words beside it, in `sentence`.
pub fn reasons(changes: &[FieldChange]) -> Vec<String> {
    let has_sentence = |path: &[String]| {
        let mut beside = path.to_vec();
        beside.pop();
        beside.push("sentence".to_owned());
        changes.iter().any(|change| change.path == beside && change.after.is_some())
    };
    let is_reason = |change: &&FieldChange| match change.path.last().map(String::as_str) {
        Some("sentence" | "ground" | "planned_late") => true,
        Some("reason") => !has_sentence(&change.path),
        _ => false,
    };
    let words = |change: &FieldChange| change.after.as_ref().and_then(Value::as_str).map(str::to_owned);
    changes.iter().filter(is_reason).filter_map(words).collect()
}

/// "Date changes, 2: explanation".
pub fn label(path: &[String]) -> String {
    let mut steps: Vec<String> = Vec::new();
    for (depth, step) in path.iter().enumerate() {
        let is_inside = depth > 0;
        match step.parse::<usize>() {
            Ok(place) => match steps.last_mut() {
                Some(last) => *last = format!("{last}, {place}"),
                None => steps.push(place.to_string()),
            },
            // The tag of an alternative says which one it is; the field before it has the name.
            Err(_) if ["is", "of"].contains(&step.as_str()) && !steps.is_empty() => {}
            // "Attached by" is followed by the name of the agency or group.
            Err(_) if is_inside && step == "party" => {}
            Err(_) if is_inside && path.get(depth - 1).is_some_and(|above| above == "party") => {}
            Err(_) if is_inside && step == "kind" => steps.push("acting".to_owned()),
            Err(_) if !is_inside && step == "party" => steps.push("responsible".to_owned()),
            Err(_) if !is_inside && step == "address" => steps.push("email address".to_owned()),
            Err(_) => steps.push(word(step)),
        }
    }
    capitalized(&steps.join(": "))
}

fn word(field: &str) -> String {
    match field {
        "promise" => "commitment".to_owned(),
        "narrative" => "summary".to_owned(),
        "sentence" => "explanation".to_owned(),
        "ground" => "how it was verified".to_owned(),
        "original" => "original due date".to_owned(),
        "due" => "current due date".to_owned(),
        "forecast" => "expected date".to_owned(),
        "moves" => "date changes".to_owned(),
        "claimed_by" | "said_by" => "reported by".to_owned(),
        "on" => "date".to_owned(),
        "address" => "web address".to_owned(),
        "planned_late" => "reason for a past due date".to_owned(),
        "node" => "section".to_owned(),
        "sha256" => "SHA-256".to_owned(),
        "at" => "location".to_owned(),
        "id" => "ID".to_owned(),
        field => field.replace('_', " "),
    }
}

/// The value of a field. On whose word something was done is a code.
pub fn shown_in(view: &View, path: &[String], value: &Value) -> String {
    let is_authority = path.len() > 1 && path.last().is_some_and(|last| last == "kind");
    match value.as_str().filter(|_| is_authority) {
        Some("own") => "For its own action".to_owned(),
        Some("on-behalf-of") => "Secretariat, on its behalf".to_owned(),
        _ => shown(view, value),
    }
}

/// A value as it is read: days and yes or no in words, an id with the name of what it identifies.
pub fn shown(view: &View, value: &Value) -> String {
    match value {
        Value::String(text) => match (day(text), text.parse::<Uuid>()) {
            (Some(day), _) => in_table(day),
            (None, Ok(id)) => named(view, id).map_or_else(|| text.clone(), |name| format!("{name} ({text})")),
            (None, Err(_)) => text.clone(),
        },
        Value::Bool(true) => "Yes".to_owned(),
        Value::Bool(false) => "No".to_owned(),
        value => value.to_string(),
    }
}

/// Days are written `2024-03-31` in contents, and nothing else is.
fn day(text: &str) -> Option<Date> {
    if text.len() == 10 { text.parse().ok() } else { None }
}

fn named(view: &View, id: Uuid) -> Option<String> {
    let of_action = |facts: &ActionFacts| format!("{} {}", facts.reference, facts.title);
    let found = view.agency(AgencyId(id)).map(|agency| agency.short_name.to_string());
    let found = found.or_else(|| view.body(BodyId(id)).map(|body| body.code.to_string()));
    let found = found.or_else(|| view.plan(PlanId(id)).ok().map(|plan| plan.short_title.to_string()));
    let found = found.or_else(|| view.node(NodeId(id)).map(|node| format!("{} {}", node.reference, node.title)));
    let found = found.or_else(|| view.meeting(MeetingId(id)).map(|meeting| meeting.title.to_string()));
    found.or_else(|| view.facts(ActionId(id)).ok().map(of_action))
}

/// The name of what a content is of, where it has one.
pub fn name_of(content: &Value) -> Option<String> {
    let names = ["title", "short_title", "name", "reference", "code"];
    names.iter().find_map(|name| content.get(*name).and_then(Value::as_str)).map(str::to_owned)
}

/// The title of the milestone that a content belongs to, where it names one that the reader may see.
pub async fn milestone_of(reading: &Reading, content: &Value) -> Option<String> {
    let id: MilestoneId = content.get("milestone").and_then(Value::as_str)?.parse().ok()?;
    reading.view.milestone(id).await.ok().map(|seen| seen.value.title.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn path(steps: &[&str]) -> Vec<String> {
        steps.iter().map(|step| (*step).to_owned()).collect()
    }

    #[test]
    fn a_version_is_compared_with_the_one_before_it_field_by_field() {
        let before = json!({ "due": "2024-03-31", "moves": [], "title": "Draft", "forecast": "2024-04-01" });
        let moved = json!({ "reason": "clearance", "sentence": "The White House asked for more time." });
        let after = json!({ "due": "2024-06-30", "moves": [moved], "title": "Draft", "forecast": null });
        let found = changes(Some(&before), &after);
        let paths: Vec<String> = found.iter().map(|change| label(&change.path)).collect();
        let labels = ["Current due date", "Expected date", "Date changes, 1: reason", "Date changes, 1: explanation"];
        assert_eq!(paths, labels);
        assert_eq!((&found[0].before, &found[0].after), (&Some(json!("2024-03-31")), &Some(json!("2024-06-30"))));
        assert_eq!((&found[1].before, &found[1].after), (&Some(json!("2024-04-01")), &None));
        assert_eq!(reasons(&found), ["The White House asked for more time."]);
    }

    #[test]
    fn a_reason_is_found_wherever_it_is() {
        let withdrawn = json!({ "state": { "is": "withdrawn", "on": "2024-05-03", "reason": "Planned twice." } });
        assert_eq!(reasons(&changes(None, &withdrawn)), ["Planned twice."]);
        let verified = json!({ "verified": { "ground": "Read in full.", "on": "2024-05-03" } });
        assert_eq!(reasons(&changes(None, &verified)), ["Read in full."]);
        assert_eq!(reasons(&changes(Some(&verified), &verified)), Vec::<String>::new());
    }

    #[test]
    fn a_path_reads_as_words() {
        assert_eq!(label(&path(&["state", "is"])), "State");
        assert_eq!(label(&path(&["moves", "0012", "cause"])), "Date changes, 12: cause");
        assert_eq!(label(&path(&["attached_by", "party", "agency"])), "Attached by");
        assert_eq!(label(&path(&["attached_by", "kind"])), "Attached by: acting");
        assert_eq!(label(&path(&["at", "address"])), "Location: web address");
        assert_eq!(label(&path(&["state", "on"])), "State: date");
    }
}
