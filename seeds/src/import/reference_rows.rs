//! From rows to objects: agencies, bodies, meetings, indicators, and other reference data.

use super::ids::Ids;
use crate::format::{
    AgencyRow, BodyRow, CalendarRow, ContactRow, DiscrepancyRow, DocumentRow, IndicatorRow, MandateRow, MeetingRow,
    PlanFile, PointRow, ProgramRow, VocabularyRow,
};
use domain::agency::Agency;
use domain::body::{Body, Membership};
use domain::ids::{IndicatorId, MeetingId, ReferenceId};
use domain::indicator::{Indicator, Point};
use domain::meeting::Meeting;
use domain::reference::{NativeWord, Reference, ReferenceContent};
use domain::text::{Citation, Code};
use uuid::Uuid;

pub fn agency(row: &AgencyRow, ids: &Ids) -> Agency {
    Agency {
        id: ids.agency(&row.code),
        code: row.code.clone(),
        name: row.name.clone(),
        short_name: row.short_name.clone(),
        kind: row.kind,
        parents: ids.agencies(&row.parents),
        roles: row.roles.clone(),
        note: row.note.clone(),
        source: row.source.clone(),
    }
}

pub fn body(row: &BodyRow, ids: &Ids) -> Body {
    let seats = row.members.iter().map(|seat| Membership {
        agency: ids.agency(&seat.agency),
        from: seat.from.map(|day| day.0),
        to: seat.to.map(|day| day.0),
    });
    Body {
        id: ids.body(&row.code),
        code: row.code.clone(),
        name: row.name.clone(),
        kind: row.kind.clone(),
        parent: row.parent.as_ref().map(|code| ids.body(code)),
        chairs: ids.agencies(&row.chairs),
        chair_title: row.chair_title.clone(),
        members: seats.collect(),
        member_basis: row.member_basis.clone(),
        cadence: row.cadence.clone(),
        created: row.created.clone(),
        duty: row.duty.clone(),
        agency: row.agency.as_ref().map(|code| ids.agency(code)),
        program: row.program.clone(),
        source: row.source.clone(),
    }
}

pub fn meeting(row: &MeetingRow, id: Uuid, ids: &Ids) -> Meeting {
    Meeting {
        id: MeetingId(id),
        code: row.code.clone(),
        body: row.body.as_ref().map(|code| ids.body(code)),
        host: row.host.as_ref().map(|code| ids.agency(code)),
        kind: row.kind,
        title: row.title.clone(),
        date: row.date.date,
        date_precision: row.date.precision,
        ends: row.ends.map(|day| day.0),
        summary: row.summary.clone(),
        outcomes: row.outcomes.clone(),
        source: row.source.clone(),
    }
}

pub fn indicator(row: &IndicatorRow, id: Uuid, ids: &Ids) -> Indicator {
    Indicator {
        id: IndicatorId(id),
        code: row.code.clone(),
        name: row.name.clone(),
        unit: row.unit.clone(),
        kind: row.kind,
        form: row.form,
        owner: row.owner.as_ref().map(|code| ids.agency(code)),
        note: row.note.clone(),
        points: row.points.iter().map(point).collect(),
        source: row.source.clone(),
    }
}

fn point(row: &PointRow) -> Point {
    Point {
        period: row.period.clone(),
        value: row.value.clone(),
        qualifier: row.qualifier.clone(),
        category: row.category.clone(),
        label: row.label.clone(),
        definition: row.definition.clone(),
        breaks_before: row.breaks_before,
        source: row.source.clone(),
    }
}

/// A row of one of the seven sections that become references.
#[derive(Debug)]
pub struct ReferenceRow {
    pub code: Code,
    source: Citation,
    content: ReferenceContent,
}

impl ReferenceRow {
    pub fn with_id(self, id: Uuid) -> Reference {
        Reference { id: ReferenceId(id), code: self.code, source: self.source, content: self.content }
    }

    /// Whether a reference in the record matches this row: the same section and the same code.
    pub fn matches(&self, reference: &Reference) -> bool {
        std::mem::discriminant(&self.content) == std::mem::discriminant(&reference.content)
            && self.code == reference.code
    }
}

/// Every reference of a file, section by section.
pub fn references(file: &PlanFile, ids: &Ids) -> Vec<ReferenceRow> {
    let programs = file.programs.iter().map(|row| program(row, ids));
    let contacts = file.contacts.iter().map(|row| contact(row, ids));
    let documents = file.documents.iter().map(|row| document(row, ids));
    let mandates = file.mandates.iter().map(|row| mandate(row, ids));
    let vocabularies = file.vocabularies.iter().map(vocabulary);
    let calendar = file.calendar.iter().map(calendar_row);
    let discrepancies = file.discrepancies.iter().map(discrepancy);
    programs
        .chain(contacts)
        .chain(documents)
        .chain(mandates)
        .chain(vocabularies)
        .chain(calendar)
        .chain(discrepancies)
        .collect()
}

fn reference(code: &Code, source: &Citation, content: ReferenceContent) -> ReferenceRow {
    ReferenceRow { code: code.clone(), source: source.clone(), content }
}

fn program(row: &ProgramRow, ids: &Ids) -> ReferenceRow {
    let content = ReferenceContent::Program {
        name: row.name.clone(),
        kind: row.kind.clone(),
        owner: ids.agency(&row.owner),
        summary: row.summary.clone(),
        tracked_as: row.tracked_as.clone(),
    };
    reference(&row.code, &row.source, content)
}

fn contact(row: &ContactRow, ids: &Ids) -> ReferenceRow {
    let owner = ids.agency(&row.owner);
    reference(
        &row.code,
        &row.source,
        ReferenceContent::Contact { name: row.name.clone(), value: row.value.clone(), owner },
    )
}

fn document(row: &DocumentRow, ids: &Ids) -> ReferenceRow {
    let owner = ids.agency(&row.owner);
    reference(
        &row.code,
        &row.source,
        ReferenceContent::Document { title: row.title.clone(), owner, date: row.date.clone() },
    )
}

fn mandate(row: &MandateRow, ids: &Ids) -> ReferenceRow {
    let authorizes = row.authorizes.iter().map(|code| ids.body(code)).collect();
    reference(&row.code, &row.source, ReferenceContent::Mandate { title: row.title.clone(), authorizes })
}

fn vocabulary(row: &VocabularyRow) -> ReferenceRow {
    let words =
        row.words.iter().map(|native| NativeWord { word: native.word.clone(), means: native.means.map(Into::into) });
    let other_lists = row.other_lists.iter().map(|list| (list.name.clone(), list.words.clone()));
    let (words, other_lists) = (words.collect(), other_lists.collect());
    reference(&row.code, &row.source, ReferenceContent::Vocabulary { words, other_lists, basis: row.basis.clone() })
}

fn calendar_row(row: &CalendarRow) -> ReferenceRow {
    let content = ReferenceContent::Calendar { position: row.position, when: row.when.clone(), what: row.what.clone() };
    reference(&row.code, &row.source, content)
}

fn discrepancy(row: &DiscrepancyRow) -> ReferenceRow {
    let content = ReferenceContent::Discrepancy {
        position: row.position,
        item: row.item.clone(),
        said_by: row.said_by.clone(),
        says: row.says.clone(),
        issue: row.issue.clone(),
        basis: row.basis.clone(),
    };
    reference(&row.code, &row.said_by, content)
}
