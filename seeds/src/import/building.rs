//! The import while it is built: takes what is new or changed, and counts what is not.

use super::ids::Ids;
use super::merge::{differing, merge};
use super::reference_rows as rows;
use super::{BuildContext, BuildError, Built};
use crate::check::Checked;
use crate::format::PlanFile;
use crate::objects::{Baseline, Importable};
use crate::report::{ImportReport, Kept, KeptBecause};
use domain::action::Action;
use domain::actor::Actor;
use domain::changed::Changed;
use domain::ids::ActionId;
use domain::import::Import;
use domain::indicator::Indicator;
use domain::meeting::Meeting;
use domain::{Date, DomainError};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

pub(super) struct Building<'a> {
    pub file: &'a PlanFile,
    pub baseline: &'a Baseline,
    pub actor: &'a Actor,
    pub today: Date,
    new_id: &'a mut dyn FnMut() -> Uuid,
    pub ids: Ids,
    /// The codes of agencies, bodies, plans, nodes, and actions.
    names: HashMap<Uuid, String>,
    /// Every action of the file and of the record, as it will be.
    pub actions: HashMap<ActionId, Action>,
    /// The objects that the file names.
    pub named_in_file: HashSet<Uuid>,
    pub import: Import,
    pub report: ImportReport,
}

/// The objects of one kind by id, as they are and as the last import left them.
pub(super) struct Versions<'a, T> {
    pub now: HashMap<Uuid, &'a T>,
    pub imported: HashMap<Uuid, &'a T>,
}

impl<'a, T: Importable> Versions<'a, T> {
    pub fn of(baseline: &'a Baseline) -> Versions<'a, T> {
        let by_id = |objects: &'a [T]| objects.iter().map(|object| (object.id().into(), object)).collect();
        Versions { now: by_id(T::among(&baseline.now)), imported: by_id(T::among(&baseline.imported)) }
    }

    /// Whether it is as the last import left it.
    pub fn is_untouched(&self, object: &T) -> bool {
        self.imported.get(&object.id().into()).is_some_and(|imported| *imported == object)
    }
}

impl<'a> Building<'a> {
    pub fn begin(checked: Checked<'a>, context: BuildContext<'a>) -> Result<Building<'a>, BuildError> {
        let BuildContext { actor, today, new_id, file: hash } = context;
        let (file, baseline) = (checked.file(), checked.baseline());
        let ids = Ids::of(file, &baseline.now, new_id);
        let names = ids.names();
        Ok(Building {
            file,
            baseline,
            actor,
            today,
            new_id,
            ids,
            names,
            actions: baseline.now.actions.iter().map(|action| (action.id, action.clone())).collect(),
            named_in_file: HashSet::new(),
            import: Import::begin(actor)?,
            report: ImportReport::on(hash),
        })
    }

    pub fn finish(self) -> Built {
        Built { import: self.import, report: self.report }
    }

    pub fn new_id(&mut self) -> Uuid {
        (self.new_id)()
    }

    /// The code of an object.
    pub fn name_of(&self, id: impl Into<Uuid>) -> &str {
        self.names.get(&id.into()).map_or("?", String::as_str)
    }

    pub fn reference_data(&mut self) -> Result<(), BuildError> {
        for row in &self.file.agencies {
            self.take_reference_data(row.code.as_str(), rows::agency(row, &self.ids))?;
        }
        for row in &self.file.bodies {
            self.take_reference_data(row.code.as_str(), rows::body(row, &self.ids))?;
        }
        for row in rows::references(self.file, &self.ids) {
            let found = self.baseline.now.references.iter().find(|reference| row.matches(reference));
            let id = found.map_or_else(|| self.new_id(), |reference| reference.id.into());
            self.take_reference_data(&row.code.to_string(), row.with_id(id))?;
        }
        for row in &self.file.indicators {
            let found = Indicator::among(&self.baseline.now).iter().find(|indicator| indicator.code == row.code);
            let id = found.map_or_else(|| self.new_id(), |indicator| indicator.id.into());
            self.take_reference_data(row.code.as_str(), rows::indicator(row, id, &self.ids))?;
        }
        for row in &self.file.meetings {
            let found = Meeting::among(&self.baseline.now).iter().find(|meeting| meeting.code == row.code);
            let id = found.map_or_else(|| self.new_id(), |meeting| meeting.id.into());
            self.take_reference_data(row.code.as_str(), rows::meeting(row, id, &self.ids))?;
        }
        Ok(())
    }

    /// Only imports change these kinds, so the file is taken as it is.
    fn take_reference_data<T: Importable>(&mut self, code: &str, object: T) -> Result<(), BuildError> {
        let id: Uuid = object.id().into();
        self.named_in_file.insert(id);
        match T::among(&self.baseline.now).iter().find(|now| now.id().into() == id) {
            Some(now) if *now == object => self.report.unchanged += 1,
            Some(_) => {
                self.import.take_reference_data(object.into(), false)?;
                self.report.changed.push(format!("{} {code}", T::KIND));
            }
            None => {
                self.import.take_reference_data(object.into(), true)?;
                *self.report.added.entry(T::KIND).or_default() += 1;
            }
        }
        Ok(())
    }

    /// Merges an object of the file with the one in the record, and applies its rule to the result. `is_closed` tells
    /// whether the one in the record can no longer change. Returns the object as it will be.
    pub fn take<T: Importable>(
        &mut self,
        name: String,
        object: T,
        versions: &Versions<'_, T>,
        is_closed: impl FnOnce(&T) -> bool,
        rule: impl FnOnce(&Actor, T) -> Result<Changed<T>, DomainError>,
    ) -> Result<T, BuildError> {
        let id: Uuid = object.id().into();
        self.named_in_file.insert(id);
        let Some(now) = versions.now.get(&id).copied() else {
            self.import.take(rule(self.actor, object.clone())?, true);
            *self.report.added.entry(T::KIND).or_default() += 1;
            return Ok(object);
        };
        if object == *now {
            self.report.unchanged += 1;
            return Ok(object);
        }
        let merged = merge(&object, now, versions.imported.get(&id).copied())?;
        if merged.object != *now && is_closed(now) {
            let fields = differing(&merged.object, now)?;
            self.report.kept.push(Kept { what: name, why: KeptBecause::Closed { fields } });
            return Ok(now.clone());
        }
        if !merged.kept.is_empty() {
            let why = KeptBecause::ChangedByUsers { fields: merged.kept };
            self.report.kept.push(Kept { what: name.clone(), why });
        }
        if merged.object == *now {
            self.report.unchanged += 1;
        } else {
            self.import.take(rule(self.actor, merged.object.clone())?, false);
            self.report.changed.push(name);
        }
        Ok(merged.object)
    }
}
