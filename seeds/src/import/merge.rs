//! Merges the content of a file with what users changed since the last import.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// The state of an object after an import.
#[derive(Debug, PartialEq, Eq)]
pub struct Merged<T> {
    pub object: T,
    /// The fields in which the record still differs from the file.
    pub kept: Vec<String>,
}

/// Field by field: takes what the file changed since the last import, unless users changed that field too. What users
/// changed stays. Without a last import (users made the object themselves), all of it stays.
///
/// # Errors
/// None that objects of the record can cause; serde's signature requires it.
pub fn merge<T>(file: &T, now: &T, imported: Option<&T>) -> Result<Merged<T>, serde_json::Error>
where
    T: Serialize + DeserializeOwned,
{
    let (file, now) = (fields(file)?, fields(now)?);
    let imported = imported.map_or_else(|| Ok(file.clone()), fields)?;
    let mut merged = now.clone();
    for (name, says) in &file {
        let changed_by_file = imported.get(name) != Some(says);
        let changed_by_users = imported.get(name) != now.get(name);
        if changed_by_file && !changed_by_users {
            merged.insert(name.clone(), says.clone());
        }
    }
    let kept = file.iter().filter(|(name, says)| merged.get(*name) != Some(*says));
    let kept = kept.map(|(name, _)| name.clone()).collect();
    Ok(Merged { object: serde_json::from_value(Value::Object(merged))?, kept })
}

/// The names of the fields in which two states of an object differ.
pub fn differing<T: Serialize>(one: &T, other: &T) -> Result<Vec<String>, serde_json::Error> {
    let (one, other) = (fields(one)?, fields(other)?);
    Ok(one.iter().filter(|(name, value)| other.get(*name) != Some(*value)).map(|(name, _)| name.clone()).collect())
}

fn fields(object: &impl Serialize) -> Result<Map<String, Value>, serde_json::Error> {
    serde_json::from_value(serde_json::to_value(object)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    struct Action {
        title: String,
        note: Option<String>,
    }

    fn action(title: &str, note: Option<&str>) -> Action {
        Action { title: title.to_owned(), note: note.map(str::to_owned) }
    }

    #[test]
    fn what_only_the_file_changed_is_taken() {
        let merged = merge(&action("New", None), &action("Old", None), Some(&action("Old", None))).unwrap();
        assert_eq!(merged, Merged { object: action("New", None), kept: vec![] });
    }

    #[test]
    fn what_only_users_changed_stays_and_is_named() {
        let merged = merge(&action("Old", None), &action("Ours", None), Some(&action("Old", None))).unwrap();
        assert_eq!(merged, Merged { object: action("Ours", None), kept: vec!["title".to_owned()] });
    }

    #[test]
    fn each_field_is_judged_by_itself() {
        let (file, now, imported) = (action("Old", Some("new")), action("Ours", None), action("Old", None));
        let merged = merge(&file, &now, Some(&imported)).unwrap();
        assert_eq!(merged, Merged { object: action("Ours", Some("new")), kept: vec!["title".to_owned()] });
    }

    #[test]
    fn where_both_changed_a_field_the_change_of_the_users_stays() {
        let merged = merge(&action("New", None), &action("Ours", None), Some(&action("Old", None))).unwrap();
        assert_eq!(merged, Merged { object: action("Ours", None), kept: vec!["title".to_owned()] });
    }

    #[test]
    fn what_users_made_themselves_stays_as_it_is() {
        let merged = merge(&action("New", Some("new")), &action("Ours", None), None).unwrap();
        assert_eq!(merged.object, action("Ours", None));
        assert_eq!(merged.kept, ["note", "title"]);
    }
}
