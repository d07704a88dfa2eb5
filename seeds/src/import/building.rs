//! The import as it grows: takes up what is new or changed, and notes what is not.

use super::ids::Ids;
use super::merge::{differing, merge};
use super::reference_rows as rows;
use super::{BuildError, Built, Circumstances};
use crate::check::Checked;
use crate::format::PlanFile;
use crate::objects::{Importable, Standing};
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
    pub standing: &'a Standing,
    pub actor: &'a Actor,
    pub today: Date,
    new_id: &'a mut dyn FnMut() -> Uuid,
    pub ids: Ids,
    /// What people call agencies, bodies, plans, nodes and actions.
    names: HashMap<Uuid, String>,
    /// Every action of the file and of the record, as it will be.
    pub actions: HashMap<ActionId, Action>,
    /// The objects of which the file speaks.
    pub spoken_of: HashSet<Uuid>,
    pub import: Import,
    pub report: ImportReport,
}

/// The objects of one kind by id, as they are and as the last import left them.
pub(super) struct Versions<'a, T> {
    pub now: HashMap<Uuid, &'a T>,
    pub imported: HashMap<Uuid, &'a T>,
}

impl<'a, T: Importable> Versions<'a, T> {
    pub fn of(standing: &'a Standing) -> Versions<'a, T> {
        let by_id = |objects: &'a [T]| objects.iter().map(|object| (object.id().into(), object)).collect();
        Versions { now: by_id(T::among(&standing.now)), imported: by_id(T::among(&standing.imported)) }
    }

    /// Whether it stands as the last import left it.
    pub fn is_untouched(&self, object: &T) -> bool {
        self.imported.get(&object.id().into()).is_some_and(|imported| *imported == object)
    }
}

impl<'a> Building<'a> {
    pub fn begin(checked: Checked<'a>, circumstances: Circumstances<'a>) -> Result<Building<'a>, BuildError> {
        let Circumstances { actor, today, new_id, file: hash } = circumstances;
        let (file, standing) = (checked.file(), checked.standing());
        let ids = Ids::of(file, &standing.now, new_id);
        let names = ids.names();
        Ok(Building {
            file,
            standing,
            actor,
            today,
            new_id,
            ids,
            names,
            actions: standing.now.actions.iter().map(|action| (action.id, action.clone())).collect(),
            spoken_of: HashSet::new(),
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

    /// What people call an object that has a code.
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
            let found = self.standing.now.references.iter().find(|reference| row.speaks_of(reference));
            let id = found.map_or_else(|| self.new_id(), |reference| reference.id.into());
            self.take_reference_data(&row.code.to_string(), row.with_id(id))?;
        }
        for row in &self.file.indicators {
            let found = Indicator::among(&self.standing.now).iter().find(|indicator| indicator.code == row.code);
            let id = found.map_or_else(|| self.new_id(), |indicator| indicator.id.into());
            self.take_reference_data(row.code.as_str(), rows::indicator(row, id, &self.ids))?;
        }
        for row in &self.file.meetings {
            let found = Meeting::among(&self.standing.now).iter().find(|meeting| meeting.code == row.code);
            let id = found.map_or_else(|| self.new_id(), |meeting| meeting.id.into());
            self.take_reference_data(row.code.as_str(), rows::meeting(row, id, &self.ids))?;
        }
        Ok(())
    }

    /// Only imports change these kinds, so the file is taken as it is.
    fn take_reference_data<T: Importable>(&mut self, code: &str, object: T) -> Result<(), BuildError> {
        let id: Uuid = object.id().into();
        self.spoken_of.insert(id);
        match T::among(&self.standing.now).iter().find(|now| now.id().into() == id) {
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

    /// Brings an object of the file together with the record's, and takes the outcome through its rule. `is_closed` says
    /// of the record's whether it may change any more. Returns the object as it will be.
    pub fn take<T: Importable>(
        &mut self,
        name: String,
        object: T,
        versions: &Versions<'_, T>,
        is_closed: impl FnOnce(&T) -> bool,
        rule: impl FnOnce(&Actor, T) -> Result<Changed<T>, DomainError>,
    ) -> Result<T, BuildError> {
        let id: Uuid = object.id().into();
        self.spoken_of.insert(id);
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
            let why = KeptBecause::ChangedByPeople { fields: merged.kept };
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
