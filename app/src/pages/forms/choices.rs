//! The choices that forms offer, each as its code and its label.

use crate::paths::code_of;
use crate::tree::path;
use crate::words;
use domain::action::{EditKind, Strength, Wording};
use domain::agency::{Agency, AgencyKind};
use domain::body::Party;
use domain::ids::PlanId;
use domain::slippage::{Cause, MoveReason};
use serde::Serialize;
use store::View;

/// Codes with their words.
pub type Choices = Vec<(String, String)>;

/// Choices under the words of their group.
pub type Groups = Vec<(String, Choices)>;

/// The choices of a list of codes.
pub fn of<T: Copy + Serialize>(values: impl IntoIterator<Item = T>, words: impl Fn(T) -> &'static str) -> Choices {
    values.into_iter().map(|value| (code_of(value), words(value).to_owned())).collect()
}

/// Reasons for a date change, under the cause that the days of each count as.
pub fn reasons() -> Groups {
    let of_cause = |cause: Cause| {
        let reasons = MoveReason::ALL.into_iter().filter(|reason| reason.cause() == cause);
        (format!("Counts as: {}", words::cause(cause)), of(reasons, words::move_reason))
    };
    Cause::ALL.into_iter().map(of_cause).collect()
}

/// Strengths of a commitment, each with verbs that make it.
pub fn strengths() -> Choices {
    let strengths = [Strength::Deliver, Strength::Advance, Strength::Explore];
    let in_words = |strength| format!("{}: {}", words::strength(strength), words::strength_verbs(strength));
    strengths.into_iter().map(|strength| (code_of(strength), in_words(strength))).collect()
}

/// What an edit of an action does.
pub fn edit_kinds() -> Choices {
    of(EditKind::ALL, |kind| match kind {
        EditKind::CorrectsError => "Corrects an error: the text now matches the commitment",
        EditKind::ChangesCommitment => "Changes the commitment: from now on, a different commitment applies",
    })
}

/// Whether title and commitment are the official wording.
pub fn wordings() -> Choices {
    of([Wording::Published, Wording::Paraphrased], words::wording)
}

/// The sections of a plan that are not withdrawn, in the order of its tree, each with the sections above it.
pub fn nodes(view: &View, plan: PlanId) -> Choices {
    let current = view.nodes_of(plan).into_iter().filter(|node| node.withdrawn.is_none());
    let mut paths: Vec<_> = current.map(|node| (node.id, path(view, node.id))).collect();
    paths.sort_by_cached_key(|(_, path)| {
        let sections: Vec<_> = path.iter().map(|node| (node.position, node.reference.clone())).collect();
        sections
    });
    let in_words = |path: Vec<&domain::plan::Node>| {
        let titles: Vec<String> = path.iter().map(|node| node.title.to_string()).collect();
        titles.join(" > ")
    };
    paths.into_iter().map(|(id, path)| (id.to_string(), in_words(path))).collect()
}

/// Every agency and interagency group that can be responsible for an action.
pub fn parties(view: &View) -> Groups {
    let mut groups = agencies_as(view, |agency| Party::Agency(agency.id).to_string());
    let mut bodies: Choices =
        view.bodies().map(|body| (Party::Body(body.id).to_string(), body.name.to_string())).collect();
    bodies.sort_by(|a, b| a.1.cmp(&b.1));
    groups.push(("Interagency groups".to_owned(), bodies));
    groups
}

/// Every agency that a liaison can represent.
pub fn agencies(view: &View) -> Groups {
    agencies_as(view, |agency| agency.id.to_string())
}

fn agencies_as(view: &View, code: impl Fn(&Agency) -> String) -> Groups {
    let of_group = |group: AgencyGroup| {
        let of_kind = view.agencies().filter(|agency| AgencyGroup::of(agency.kind) == group);
        let mut choices: Choices = of_kind.map(|agency| (code(agency), agency.name.to_string())).collect();
        choices.sort_by(|a, b| a.1.cmp(&b.1));
        (group.words().to_owned(), choices)
    };
    AgencyGroup::ALL.into_iter().map(of_group).filter(|(_, choices)| !choices.is_empty()).collect()
}

/// Kinds of agency that are listed together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AgencyGroup {
    Departments,
    Components,
    Others,
}

impl AgencyGroup {
    const ALL: [AgencyGroup; 3] = [AgencyGroup::Departments, AgencyGroup::Components, AgencyGroup::Others];

    fn of(kind: AgencyKind) -> AgencyGroup {
        use AgencyKind as K;
        match kind {
            K::Department | K::Agency | K::ExecutiveOffice => AgencyGroup::Departments,
            K::Component | K::Office | K::ProgramOffice | K::Section | K::Unit | K::Group | K::JointCenter => {
                AgencyGroup::Components
            }
            K::Oversight | K::Advisory | K::International => AgencyGroup::Others,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            AgencyGroup::Departments => "Departments and agencies",
            AgencyGroup::Components => "Components, offices, and joint centers",
            AgencyGroup::Others => "Oversight, advisory, and international",
        }
    }
}
