//! Checks agencies, bodies, meetings, indicators, and other reference data.

use super::known::Known;
use super::{check_names, check_order, check_unique};
use crate::fault::Faults;
use crate::format::{BodyRow, MeetingRow, PlanFile};
use crate::place::Place;
use domain::text::Code;

pub fn check(file: &PlanFile, known: &Known, faults: &mut Faults) {
    check_codes(file, faults);
    check_agencies(file, known, faults);
    for (place, row) in rows("bodies", &file.bodies, |row| &row.code) {
        check_body(row, known, &place, faults);
    }
    for (place, row) in rows("meetings", &file.meetings, |row| &row.code) {
        check_meeting(row, known, &place, faults);
    }
    check_owners(file, known, faults);
    for (place, row) in rows("mandates", &file.mandates, |row| &row.code) {
        for (index, body) in row.authorizes.iter().enumerate() {
            check_names(&known.bodies, "body", place.field("authorizes").index(index), body, faults);
        }
    }
}

/// The rows of a section, each with its place.
fn rows<'a, Row>(section: &str, rows: &'a [Row], code: impl Fn(&Row) -> &Code) -> Vec<(Place, &'a Row)> {
    let section = Place::root().field(section);
    rows.iter().enumerate().map(|(index, row)| (section.row(index, code(row)), row)).collect()
}

/// A code is unique within its section. Several sections may have the same code: JTFA is a body and a program.
fn check_codes(file: &PlanFile, faults: &mut Faults) {
    macro_rules! unique {
        ($($section:ident),+ $(,)?) => {$(
            let codes = rows(stringify!($section), &file.$section, |row| &row.code);
            check_unique(codes.iter().map(|(place, row)| (place.clone(), &row.code)), faults);
        )+};
    }
    unique!(
        agencies,
        bodies,
        meetings,
        indicators,
        programs,
        contacts,
        documents,
        mandates,
        vocabularies,
        calendar,
        discrepancies,
    );
}

fn check_agencies(file: &PlanFile, known: &Known, faults: &mut Faults) {
    for (place, row) in rows("agencies", &file.agencies, |row| &row.code) {
        for (index, parent) in row.parents.iter().enumerate() {
            check_names(&known.agencies, "agency", place.field("parents").index(index), parent, faults);
        }
    }
}

fn check_body(row: &BodyRow, known: &Known, place: &Place, faults: &mut Faults) {
    if let Some(parent) = &row.parent {
        check_names(&known.bodies, "body", place.field("parent"), parent, faults);
    }
    for (index, chair) in row.chairs.iter().enumerate() {
        check_names(&known.agencies, "agency", place.field("chairs").index(index), chair, faults);
    }
    for (index, seat) in row.members.iter().enumerate() {
        let place = place.field("members").index(index);
        check_names(&known.agencies, "agency", place.field("agency"), &seat.agency, faults);
        check_order(seat.from.map(|day| day.0), seat.to.map(|day| day.0), place.field("to"), faults);
    }
    if let Some(agency) = &row.agency {
        check_names(&known.agencies, "agency", place.field("agency"), agency, faults);
    }
    if let Some(program) = &row.program {
        check_names(&known.programs, "program", place.field("program"), program, faults);
    }
}

fn check_meeting(row: &MeetingRow, known: &Known, place: &Place, faults: &mut Faults) {
    if let Some(body) = &row.body {
        check_names(&known.bodies, "body", place.field("body"), body, faults);
    }
    if let Some(host) = &row.host {
        check_names(&known.agencies, "agency", place.field("host"), host, faults);
    }
    check_order(Some(row.date.date), row.ends.map(|day| day.0), place.field("ends"), faults);
}

fn check_owners(file: &PlanFile, known: &Known, faults: &mut Faults) {
    let indicators = rows("indicators", &file.indicators, |row| &row.code);
    let owners = indicators.into_iter().filter_map(|(place, row)| row.owner.as_ref().map(|owner| (place, owner)));
    let programs =
        rows("programs", &file.programs, |row| &row.code).into_iter().map(|(place, row)| (place, &row.owner));
    let contacts =
        rows("contacts", &file.contacts, |row| &row.code).into_iter().map(|(place, row)| (place, &row.owner));
    let documents =
        rows("documents", &file.documents, |row| &row.code).into_iter().map(|(place, row)| (place, &row.owner));
    for (place, owner) in owners.chain(programs).chain(contacts).chain(documents) {
        check_names(&known.agencies, "agency", place.field("owner"), owner, faults);
    }
}
