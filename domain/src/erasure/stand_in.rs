//! What stands in for an erased content: ids, codes, dates and numbers as they were, and no text that somebody typed.

use super::erased_words;
use crate::Date;
use crate::action::Action;
use crate::assignment::{Assignment, AssignmentState};
use crate::error::{DomainError, ErasureError};
use crate::evidence::{Evidence, Held};
use crate::link::Link;
use crate::milestone::{Completion, Milestone, MilestoneState, Reopening, Verified};
use crate::object::Object;
use crate::person::Person;
use crate::plan::{Node, Withdrawal};
use crate::reference::{Reference, ReferenceContent};
use crate::retraction::Retraction;
use crate::slippage::Move;
use crate::text::{MailAddress, TextError, WebLink};
use crate::update::{Report, Speaker};

/// # Errors
/// For kinds of which all texts come from plan files.
pub fn of(object: &Object, on: Date) -> Result<Object, DomainError> {
    let words = Words(erased_words(on));
    let made = match object {
        Object::Person(person) => words.person(person).map(Object::from),
        Object::Action(action) => words.action(action).map(Object::from),
        Object::Node(node) => words.node(node).map(Object::from),
        Object::Assignment(assignment) => words.assignment(assignment).map(Object::from),
        Object::Milestone(milestone) => words.milestone(milestone).map(Object::from),
        Object::Report(report) => words.report(report).map(Object::from),
        Object::Evidence(evidence) => words.evidence(evidence).map(Object::from),
        Object::Link(link) => words.link(link).map(Object::from),
        Object::Reference(Reference { content: ReferenceContent::Contact { .. }, .. }) => words.contact(object),
        Object::Reference(_)
        | Object::Agency(_)
        | Object::Body(_)
        | Object::Indicator(_)
        | Object::Meeting(_)
        | Object::Plan(_) => return Err(ErasureError::OfAPlanFile { kind: object.kind() }.into()),
    };
    made.map_err(|_| ErasureError::NothingStandsIn.into())
}

/// The words that take the place of every text.
struct Words(String);

type Made<T> = Result<T, TextError>;

impl Words {
    fn text<T: TryFrom<String, Error = TextError>>(&self) -> Made<T> {
        T::try_from(self.0.clone())
    }

    /// Where there was a text.
    fn instead_of<T: TryFrom<String, Error = TextError>>(&self, text: Option<&T>) -> Made<Option<T>> {
        text.map(|_| self.text()).transpose()
    }

    fn person(&self, person: &Person) -> Made<Person> {
        // An address is unique and is the name under which somebody signs in: one of nobody.
        let address = MailAddress::parse(&format!("erased-{}@erased.invalid", person.id))?;
        Ok(Person { name: self.text()?, address, ..person.clone() })
    }

    fn action(&self, action: &Action) -> Made<Action> {
        let mut after = action.clone();
        after.official_number = self.instead_of(action.official_number.as_ref())?;
        after.title = self.text()?;
        after.promise = self.text()?;
        after.timeframe.stated = self.text()?;
        if let Some(recurrence) = &mut after.recurrence {
            recurrence.stated = self.text()?;
        }
        after.note = self.instead_of(action.note.as_ref())?;
        after.source = self.text()?;
        after.withdrawn = self.withdrawal(action.withdrawn.as_ref())?;
        after.retracted = self.retraction(action.retracted.as_ref())?;
        after.moves = self.moves(&action.moves)?;
        if let Some(edit) = &mut after.edited {
            edit.reason = self.text()?;
        }
        Ok(after)
    }

    /// The level stays: it is a word of the plan, by which its tree is drawn.
    fn node(&self, node: &Node) -> Made<Node> {
        Ok(Node {
            reference_basis: self.text()?,
            title: self.text()?,
            note: self.instead_of(node.note.as_ref())?,
            source: self.text()?,
            withdrawn: self.withdrawal(node.withdrawn.as_ref())?,
            ..node.clone()
        })
    }

    fn assignment(&self, assignment: &Assignment) -> Made<Assignment> {
        let state = match &assignment.state {
            AssignmentState::Declined { on, .. } => AssignmentState::Declined { on: *on, reason: self.text()? },
            AssignmentState::Ended { on, how, .. } => {
                AssignmentState::Ended { on: *on, reason: self.text()?, how: *how }
            }
            state => state.clone(),
        };
        Ok(Assignment { state, note: self.instead_of(assignment.note.as_ref())?, ..assignment.clone() })
    }

    fn milestone(&self, milestone: &Milestone) -> Made<Milestone> {
        let state = match &milestone.state {
            MilestoneState::Open => MilestoneState::Open,
            MilestoneState::Completed(completion) => MilestoneState::Completed(self.completion(completion)?),
            MilestoneState::Withdrawn(withdrawal) => {
                MilestoneState::Withdrawn(Withdrawal { on: withdrawal.on, reason: self.text()? })
            }
        };
        let reopening =
            |of: &Reopening| Ok(Reopening { on: of.on, reason: self.text()?, ended: self.completion(&of.ended)? });
        Ok(Milestone {
            title: self.text()?,
            moves: self.moves(&milestone.moves)?,
            state,
            planned_late: self.instead_of(milestone.planned_late.as_ref())?,
            reopenings: milestone.reopenings.iter().map(reopening).collect::<Made<_>>()?,
            ..milestone.clone()
        })
    }

    fn moves(&self, moves: &[Move]) -> Made<Vec<Move>> {
        moves.iter().map(|made| Ok(Move { sentence: self.text()?, ..made.clone() })).collect()
    }

    fn report(&self, report: &Report) -> Made<Report> {
        let said_by = match &report.said_by {
            Speaker::Agency(authority) => Speaker::Agency(*authority),
            Speaker::Source(_) => Speaker::Source(self.text()?),
        };
        Ok(Report {
            narrative: self.text()?,
            native_word: self.instead_of(report.native_word.as_ref())?,
            said_by,
            verified: self.verified(report.verified.as_ref())?,
            retracted: self.retraction(report.retracted.as_ref())?,
            ..report.clone()
        })
    }

    fn evidence(&self, evidence: &Evidence) -> Made<Evidence> {
        Ok(Evidence {
            title: self.text()?,
            // A file goes with its content, so that nothing of it is left to point to.
            at: Held::link(WebLink::parse("https://erased.invalid/")?),
            verified: self.verified(evidence.verified.as_ref())?,
            withdrawn: self.withdrawal(evidence.withdrawn.as_ref())?,
            ..evidence.clone()
        })
    }

    fn link(&self, link: &Link) -> Made<Link> {
        let (note, withdrawn) = (self.instead_of(link.note.as_ref())?, self.withdrawal(link.withdrawn.as_ref())?);
        Ok(Link { note, withdrawn, ..link.clone() })
    }

    /// A number that anybody may call can turn out to be that of a person.
    fn contact(&self, object: &Object) -> Made<Object> {
        let Object::Reference(reference) = object else { return Ok(object.clone()) };
        let ReferenceContent::Contact { owner, .. } = reference.content else { return Ok(object.clone()) };
        let content = ReferenceContent::Contact { name: self.text()?, value: self.text()?, owner };
        Ok(Reference { source: self.text()?, content, ..reference.clone() }.into())
    }

    fn completion(&self, completion: &Completion) -> Made<Completion> {
        Ok(Completion { verified: self.verified(completion.verified.as_ref())?, ..completion.clone() })
    }

    fn verified(&self, verified: Option<&Verified>) -> Made<Option<Verified>> {
        verified.map(|verified| Ok(Verified { on: verified.on, ground: self.text()? })).transpose()
    }

    fn withdrawal(&self, withdrawal: Option<&Withdrawal>) -> Made<Option<Withdrawal>> {
        withdrawal.map(|withdrawal| Ok(Withdrawal { on: withdrawal.on, reason: self.text()? })).transpose()
    }

    fn retraction(&self, retraction: Option<&Retraction>) -> Made<Option<Retraction>> {
        retraction.map(|retraction| Ok(Retraction { on: retraction.on, reason: self.text()? })).transpose()
    }
}
