//! Links between actions: those of the file, and those from the actions that a new edition replaces.

use super::BuildError;
use super::building::{Building, Versions};
use crate::format::{InPlan, LinkRow, words_of};
use domain::action::Action;
use domain::ids::{ActionId, LinkId};
use domain::link::{Link, Relation};
use domain::plan::Basis;
use domain::text::Narrative;
use std::collections::{HashMap, HashSet};

/// A link in the file.
struct Wanted {
    name: String,
    from: ActionId,
    to: ActionId,
    relation: Relation,
    basis: Basis,
    note: Option<Narrative>,
}

impl Building<'_> {
    pub fn links(&mut self) -> Result<(), BuildError> {
        let versions = Versions::<Link>::of(self.baseline);
        let mut recorded: HashMap<(ActionId, ActionId), Vec<&Link>> = HashMap::new();
        for link in &self.baseline.now.links {
            recorded.entry((link.from, link.to)).or_default().push(link);
        }
        for wanted in self.wanted_links() {
            let between = recorded.get(&(wanted.from, wanted.to)).map_or(&[][..], Vec::as_slice);
            self.take_link(wanted, between, &versions)?;
        }
        Ok(())
    }

    fn wanted_links(&self) -> Vec<Wanted> {
        let mut wanted: Vec<Wanted> = self.file.links.iter().map(|row| self.wanted(row)).collect();
        for plan in &self.file.plans {
            for row in &plan.actions {
                let from = InPlan { plan: plan.code.clone(), reference: row.reference.clone() };
                wanted.extend(row.replaces.iter().map(|to| self.replacement(&from, to)));
            }
        }
        // A file may have the same relation twice: as a link and in `replaces`.
        let mut seen = HashSet::new();
        wanted.retain(|link| seen.insert((link.from, link.to, link.relation)));
        wanted
    }

    fn wanted(&self, row: &LinkRow) -> Wanted {
        Wanted {
            name: row.in_words(),
            from: self.ids.action(&row.from),
            to: self.ids.action(&row.to),
            relation: row.relation,
            basis: row.basis,
            note: row.note.clone(),
        }
    }

    fn replacement(&self, from: &InPlan, to: &InPlan) -> Wanted {
        let relation = Relation::Supersedes;
        let name = format!("{from} {} {to}", words_of(relation));
        Wanted {
            name,
            from: self.ids.action(from),
            to: self.ids.action(to),
            relation,
            basis: Basis::Stated,
            note: None,
        }
    }

    fn action(&self, id: ActionId) -> Action {
        self.actions.get(&id).cloned().expect("an id stands for an action of the file or of the record")
    }

    /// `between` are the links in the record between the same two actions.
    fn take_link(
        &mut self,
        wanted: Wanted,
        between: &[&Link],
        versions: &Versions<'_, Link>,
    ) -> Result<(), BuildError> {
        let (same, others): (Vec<Link>, Vec<Link>) =
            between.iter().copied().cloned().partition(|link| link.relation == wanted.relation);
        let id = same.first().map_or_else(|| LinkId(self.new_id()), |link| link.id);
        let Wanted { name, from, to, relation, basis, note } = wanted;
        let link = Link { id, from, to, relation, basis, note, withdrawn: None };
        let (from, to) = (self.action(from), self.action(to));
        let rule = |actor: &_, link| Link::add(actor, (&from, &to), link, &others);
        self.take(format!("link {name}"), link, versions, |now| now.withdrawn.is_some(), rule)?;
        Ok(())
    }
}
