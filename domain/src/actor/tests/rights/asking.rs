//! A page and a button ask `may_x` whether the rule would take something: it answers as the rule itself does.

use super::*;
use crate::milestone::DueBounds;
use crate::sample::narrative;

type Asked = fn(&Actor) -> Result<(), DomainError>;

/// What is asked, and what the rule then says of valid input.
const RULES: &[(&str, Asked, Asked)] = &[
    ("add a plan", Plan::may_add, |actor| taken(Plan::add(actor, plan()))),
    (
        "close a plan",
        |actor| plan().may_change_state(actor, PlanState::Closed),
        |actor| taken(plan().change_state(actor, PlanState::Closed)),
    ),
    ("add a node", Node::may_add, |actor| taken(Node::add(actor, node()))),
    (
        "amend a node",
        |actor| node().may_amend(actor),
        |actor| taken(node().amend(actor, title("Protecting victims"), Some(narrative("As in the errata.")))),
    ),
    (
        "withdraw a node",
        |actor| node().may_withdraw(actor, 0),
        |actor| taken(node().withdraw(actor, sentence("Merged."), 0, TODAY)),
    ),
    (
        "withdraw a node under which something stands",
        |actor| node().may_withdraw(actor, 2),
        |actor| taken(node().withdraw(actor, sentence("Merged."), 2, TODAY)),
    ),
    ("add an action", Action::may_add, |actor| taken(Action::add(actor, action()))),
    (
        "edit an action",
        |actor| action().may_amend(actor),
        |actor| taken(action().amend(actor, amendment(), edit_reason(), TODAY)),
    ),
    (
        "move the end of an action",
        |actor| action().may_move_end(actor, None).map(drop),
        |actor| taken(action().move_end(actor, None, reschedule(day("2025-06-30")), bounds())),
    ),
    (
        "withdraw an action",
        |actor| action().may_withdraw(actor),
        |actor| taken(action().withdraw(actor, sentence("Merged."), TODAY)),
    ),
    (
        "retract an action",
        |actor| action().may_retract(actor, Held::default()),
        |actor| taken(action().retract(actor, Held::default(), sentence("Added twice."), TODAY)),
    ),
    (
        "link actions",
        |actor| Link::may_add(actor, &action()),
        |actor| taken(Link::add(actor, (&action(), &earlier_action()), link(), &[])),
    ),
    (
        "withdraw a link",
        |actor| link().may_withdraw(actor),
        |actor| taken(link().withdraw(actor, sentence("Other work."), TODAY)),
    ),
    (
        "offer the lead",
        |actor| Assignment::may_offer(actor, &carriers(), CarrierRole::Lead),
        |actor| taken(Assignment::offer(actor, &carriers(), offer(CarrierRole::Lead), TODAY)),
    ),
    (
        "offer a supporting role",
        |actor| Assignment::may_offer(actor, &carriers(), CarrierRole::Support),
        |actor| taken(Assignment::offer(actor, &carriers(), offer(CarrierRole::Support), TODAY)),
    ),
    (
        "ask whom somebody assumed",
        |actor| part_of(EDUCATION).may_ask(actor, &carriers()),
        |actor| taken(part_of(EDUCATION).ask(actor, &carriers(), TODAY)),
    ),
    (
        "accept",
        |actor| part_of(HEALTH).may_accept(actor, &carriers()).map(drop),
        |actor| taken(part_of(HEALTH).accept(actor, &carriers(), TODAY)),
    ),
    (
        "decline",
        |actor| part_of(HEALTH).may_decline(actor).map(drop),
        |actor| taken(part_of(HEALTH).decline(actor, sentence("No staff."), TODAY)),
    ),
    (
        "decline what nobody offered",
        |actor| stated_lead().may_decline(actor).map(drop),
        |actor| taken(stated_lead().decline(actor, sentence("No staff."), TODAY)),
    ),
    (
        "withdraw a request",
        |actor| part_of(HEALTH).may_withdraw_request(actor, &carriers()),
        |actor| taken(part_of(HEALTH).withdraw_request(actor, &carriers(), sentence("Wrong agency."), TODAY)),
    ),
    (
        "hand a role back",
        |actor| part_of(LABOR).may_hand_back(actor).map(drop),
        |actor| taken(part_of(LABOR).hand_back(actor, sentence("No staff."), TODAY)),
    ),
    (
        "take a role back",
        |actor| stated_lead().may_end(actor),
        |actor| taken(stated_lead().end(actor, sentence("Reassigned."), TODAY)),
    ),
    (
        "plan a milestone",
        |actor| Milestone::may_plan(actor, &action(), &carriers()).map(drop),
        |actor| {
            let bounds = DueBounds { today: TODAY, ..bounds() };
            taken(Milestone::plan(actor, &action(), &carriers(), (MILESTONE, new_milestone(TODAY)), bounds))
        },
    ),
    (
        "move a milestone",
        |actor| milestone(TODAY).may_change(actor, &carriers()).map(drop),
        |actor| taken(milestone(TODAY).reschedule(actor, &carriers(), reschedule(day("2024-07-01")), bounds())),
    ),
    (
        "forecast a milestone",
        |actor| milestone(TODAY).may_change(actor, &carriers()).map(drop),
        |actor| taken(milestone(TODAY).forecast(actor, &carriers(), Some(day("2024-07-01")), bounds())),
    ),
    (
        "complete a milestone",
        |actor| milestone(TODAY).may_change(actor, &carriers()).map(drop),
        |actor| taken(milestone(TODAY).complete(actor, &carriers(), claim(TODAY), TODAY)),
    ),
    (
        "reopen a milestone",
        |actor| claimed().may_reopen(actor, &carriers()).map(drop),
        |actor| taken(claimed().reopen(actor, &carriers(), sentence("By mistake."), TODAY)),
    ),
    (
        "withdraw a milestone",
        |actor| milestone(TODAY).may_withdraw(actor, &carriers(), TODAY).map(drop),
        |actor| taken(milestone(TODAY).withdraw(actor, &carriers(), sentence("Merged."), TODAY)),
    ),
    (
        "withdraw a milestone that is overdue",
        |actor| milestone(day("2024-01-31")).may_withdraw(actor, &carriers(), TODAY).map(drop),
        |actor| taken(milestone(day("2024-01-31")).withdraw(actor, &carriers(), sentence("Merged."), TODAY)),
    ),
    (
        "verify a completion",
        |actor| claimed().may_verify(actor, &carriers()).map(drop),
        |actor| taken(claimed().verify(actor, &carriers(), sentence("Seen."), TODAY)),
    ),
    (
        "submit an update",
        |actor| Report::may_submit(actor, (&action(), PlanState::InForce), &carriers()).map(drop),
        |actor| taken(submit(actor, &carriers())),
    ),
    (
        "retract an update",
        |actor| report(Speaker::Agency(own())).may_retract(actor, &carriers()).map(drop),
        |actor| taken(report(Speaker::Agency(own())).retract(actor, &carriers(), sentence("By mistake."), TODAY)),
    ),
    (
        "verify an update",
        |actor| report(Speaker::Agency(own())).may_verify(actor),
        |actor| taken(report(Speaker::Agency(own())).verify(actor, sentence("Seen."), TODAY)),
    ),
    (
        "attach evidence",
        |actor| Evidence::may_attach(actor, &carriers()).map(drop),
        |actor| taken(Evidence::attach(actor, &carriers(), (EVIDENCE, ACTION, None), document(), TODAY)),
    ),
    (
        "withdraw evidence",
        |actor| evidence(own()).may_withdraw(actor, &carriers(), None).map(drop),
        |actor| taken(evidence(own()).withdraw(actor, &carriers(), None, sentence("Wrong file."), TODAY)),
    ),
    (
        "verify evidence",
        |actor| evidence(own()).may_verify(actor),
        |actor| taken(evidence(own()).verify(actor, sentence("Seen."), TODAY)),
    ),
    (
        "add the account of a liaison",
        |actor| Person::may_add(actor, Role::Liaison),
        |actor| taken(Person::add(actor, person(Role::Liaison, Some(LABOR)))),
    ),
    (
        "add the account of an auditor",
        |actor| Person::may_add(actor, Role::Auditor),
        |actor| taken(Person::add(actor, person(Role::Auditor, None))),
    ),
    (
        "change an account",
        |actor| person(Role::Auditor, Some(LABOR)).may_keep(actor),
        |actor| renamed(Role::Auditor, actor).map(drop),
    ),
    (
        "disable an account",
        |actor| person(Role::Liaison, Some(LABOR)).may_disable(actor, 1),
        |actor| taken(person(Role::Liaison, Some(LABOR)).disable(actor, 1)),
    ),
    (
        "disable the last administrator",
        |actor| person(Role::Administrator, None).may_disable(actor, 0),
        |actor| taken(person(Role::Administrator, None).disable(actor, 0)),
    ),
    (
        "enable an account",
        |actor| disabled(Role::Liaison).may_enable(actor),
        |actor| taken(disabled(Role::Liaison).enable(actor)),
    ),
];

fn taken<T>(asked: Result<Changed<T>, DomainError>) -> Result<(), DomainError> {
    asked.map(drop)
}

#[test]
fn whoever_asks_whether_something_may_be_done_is_told_what_the_rule_would_say() {
    for (what, may, rule) in RULES {
        for who in EVERYBODY {
            assert_eq!(may(&who.actor()), rule(&who.actor()), "{who:?}: {what}");
        }
    }
}
