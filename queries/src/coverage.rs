//! How well the actions listed for a plan match what was published.

use crate::words;
use domain::facts::ActionFacts;
use domain::plan::Plan;
use store::View;

/// "Concord lists 36 of this plan's actions. The plan publishes 61. 15 of the 36 are confirmed to match one published
/// action each", without the period at its end: never a percentage of a partial list, and 100% of a whole one.
pub fn coverage(view: &View, plan: &Plan) -> String {
    match listed(view, plan) {
        Ok(listed) => in_words(listed),
        Err(all) => format!("{}. The plan's published total is unknown", words::count(all, "action")),
    }
}

/// Whether Concord lists every action that the plan publishes, so that its counts are those of the whole plan.
pub fn is_whole(view: &View, plan: &Plan) -> bool {
    listed(view, plan).is_ok_and(Listed::is_whole)
}

/// The numbers of a plan; where its published total is unknown, only how many of its actions are listed.
fn listed(view: &View, plan: &Plan) -> Result<Listed, usize> {
    let actions: Vec<&ActionFacts> = view.actions().filter(|facts| facts.plan == plan.id).collect();
    Ok(Listed {
        all: actions.len(),
        withdrawn: actions.iter().filter(|facts| facts.is_withdrawn).count(),
        matching: actions.iter().filter(|facts| facts.matches_published).count(),
        published: plan.published_actions.ok_or(actions.len())? as usize,
    })
}

/// The numbers of the actions of a plan.
#[derive(Clone, Copy)]
struct Listed {
    all: usize,
    withdrawn: usize,
    /// Those that are confirmed to match one published action.
    matching: usize,
    published: usize,
}

impl Listed {
    fn is_whole(self) -> bool {
        self.matching == self.all && self.all == self.published && self.all > 0
    }
}

fn in_words(of: Listed) -> String {
    let Listed { all, withdrawn, matching, published } = of;
    let (listed, total) = (words::thousands(all), words::thousands(published));
    let withdrawn = match withdrawn {
        0 => String::new(),
        number => format!(" ({number} withdrawn)"),
    };
    // Only where the list is whole does a share say something.
    if of.is_whole() {
        let all = if all == 1 { "the one action".to_owned() } else { format!("all {listed} actions") };
        return format!("Concord lists {all} that the plan publishes (100%){withdrawn}");
    }
    let known = match matching {
        0 => format!("None of the {listed} is confirmed to match one published action"),
        1 => format!("1 of the {listed} is confirmed to match one published action"),
        number => format!("{number} of the {listed} are confirmed to match one published action each"),
    };
    format!("Concord lists {listed} of this plan's actions{withdrawn}. The plan publishes {total}. {known}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plan_that_is_listed_whole_is_said_to_be_at_100_percent() {
        let listed = Listed { all: 30, withdrawn: 0, matching: 30, published: 30 };
        assert_eq!(in_words(listed), "Concord lists all 30 actions that the plan publishes (100%)");
        assert!(listed.is_whole());
        let one = Listed { all: 1, withdrawn: 0, matching: 1, published: 1 };
        assert_eq!(in_words(one), "Concord lists the one action that the plan publishes (100%)");
        for partial in [Listed { matching: 29, ..listed }, Listed { published: 31, ..listed }] {
            assert!(!partial.is_whole());
            assert!(!in_words(partial).contains('%'), "{}", in_words(partial));
        }
        let none = Listed { all: 0, withdrawn: 0, matching: 0, published: 0 };
        assert!(!in_words(none).contains('%'));
    }
}
