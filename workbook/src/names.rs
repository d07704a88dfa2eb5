//! Names of sheets: at most 31 letters, none of those that Excel keeps for itself, and each once.

#[derive(Debug, Default)]
pub(crate) struct Names(Vec<String>);

/// Letters that the name of a sheet may have.
const LONGEST: usize = 31;

impl Names {
    /// The name of a new sheet, as near to what was wished as Excel allows.
    pub(crate) fn take(&mut self, wished: &str) -> String {
        let plain: String = wished.chars().filter(|letter| !"[]:*?/\\'".contains(*letter)).collect();
        let mut name: String = plain.trim().chars().take(LONGEST).collect();
        let mut number = 2;
        while self.0.iter().any(|taken| taken.eq_ignore_ascii_case(&name)) || name.is_empty() {
            let end = format!(" {number}");
            name = plain.trim().chars().take(LONGEST - end.len()).collect::<String>() + &end;
            number += 1;
        }
        self.0.push(name.clone());
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_has_a_name_that_excel_takes_and_no_other_has() {
        let mut names = Names::default();
        assert_eq!(names.take("Actions: open/closed"), "Actions openclosed");
        assert_eq!(names.take("actions openclosed"), "actions openclosed 2");
        let long = names.take("Milestones originally due and completed by month");
        assert_eq!((long.as_str(), long.len()), ("Milestones originally due and c", 31));
        assert_eq!(names.take("Milestones originally due and completed"), "Milestones originally due and 2");
    }
}
