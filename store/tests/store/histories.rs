//! Random histories: what the store shows at any position is what plain maps say to which the same changes were
//! applied, and no later change alters it.

pub mod choice;
pub mod command;
pub mod model;
pub mod state;
pub mod step;

use crate::engine::{Engine, Place, run};
use crate::world::{Said, World};
use chrono::TimeDelta;
use domain::actor::Actor;
use domain::ledger::Seq;
use model::Model;
use proptest::collection::vec;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use state::State;
use std::cell::RefCell;
use std::collections::BTreeSet;
use step::{Step, Who, step};

on_each_engine!(what_is_read_at_any_position_is_what_a_plain_model_says_and_stays_so);

const HISTORIES: u32 = 40;
const STEPS: usize = 72;

fn what_is_read_at_any_position_is_what_a_plain_model_says_and_stays_so(engine: Engine) {
    let happened = RefCell::new(BTreeSet::new());
    for_random_histories(HISTORIES, |steps| {
        run(engine, async |place: &Place| {
            let world = World::begin(place).await;
            let mut model = Model::of_the_world();
            for (number, step) in steps.iter().enumerate() {
                let is_done = play(&world, &mut model, number, *step).await;
                // Some positions are read also while they are the last.
                if is_done && number % 4 == 0 {
                    let view = world.view(&world.secretariat).await;
                    assert_eq!(State::read(&view).await.unwrap(), model.now, "after step {number}");
                }
            }
            world.store.verify(None).await.unwrap();
            let reopened = World::of(place.store(&world.clock).await, world.clock.clone()).await;
            let events = everything_is_as_the_model_says(&reopened, &model).await;
            happened.borrow_mut().extend(events);
        });
    });
    assert_eq!(EVENTS.into_iter().filter(|event| !happened.borrow().contains(*event)).collect::<Vec<_>>(), [""; 0]);
}

/// What must have happened in some history, or the histories would prove less than they seem to.
const EVENTS: [&str; 31] = [
    "plan-state-changed",
    "node-added",
    "node-amended",
    "node-withdrawn",
    "action-added",
    "action-amended",
    "action-moved",
    "action-withdrawn",
    "action-retracted",
    "role-asked-again",
    "role-offered",
    "role-accepted",
    "role-declined",
    "request-withdrawn",
    "role-handed-back",
    "role-ended",
    "milestone-planned",
    "milestone-moved",
    "milestone-forecast",
    "milestone-completed",
    "milestone-reopened",
    "milestone-withdrawn",
    "completion-verified",
    "progress-reported",
    "report-verified",
    "report-retracted",
    "evidence-attached",
    "evidence-withdrawn",
    "evidence-verified",
    "actions-linked",
    "link-withdrawn",
];

/// Reads the record at every position, and returns the codes of what happened in it.
async fn everything_is_as_the_model_says(world: &World, model: &Model) -> Vec<String> {
    assert_eq!(world.head().await.0 + 1, model.past.len() as u64);
    for (entry, state) in (0..).zip(&model.past) {
        let view = world.view_at(&world.secretariat, Seq(entry)).await;
        assert_eq!(State::read(&view).await.unwrap(), *state, "at entry {entry}");
    }
    let entries = world.store.entries(Seq(0), world.head().await, 1_000).await.unwrap();
    let said: Vec<_> = entries[9..].iter().map(Said::of).collect();
    assert_eq!(said, model.said);
    entries.iter().map(|entry| entry.leaf.entry().event.to_string()).collect()
}

/// The same histories in each run. A failure is shrunk to the fewest steps that still fail.
pub fn for_random_histories(histories: u32, check: impl Fn(&[Step])) {
    let config = Config { cases: histories, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let checked = runner.run(&vec(step(), STEPS), |steps| {
        check(&steps);
        Ok(())
    });
    checked.unwrap_or_else(|failed| panic!("{failed}"));
}

/// Somebody tries one thing in the store and in the model, which agree on whether it is done, or why not. Returns
/// whether anything was done.
pub async fn play(world: &World, model: &mut Model, number: usize, step: Step) -> bool {
    world.pass(TimeDelta::minutes(i64::from(step.picks[2]) * 7));
    let (actor, today) = (actor(world, step.who), world.store.today());
    let Some(command) = choice::choose(step, &model.now, number, today) else { return false };
    let expected = model.does(actor, command.clone(), today);
    let done = world.change(actor, async |change| command.clone().through(change).await).await;
    assert_eq!(done.map_err(|refused| refused.to_string()), expected, "step {number}: {command:?} by {actor:?}");
    expected.is_ok()
}

fn actor(world: &World, who: Who) -> &Actor {
    match who {
        Who::Operator => &Actor::Operator,
        Who::Administrator => &world.administrator,
        Who::Secretariat => &world.secretariat,
        Who::Chair => &world.chair,
        Who::Auditor => &world.auditor,
        Who::Justice => &world.justice,
        Who::Bureau => &world.bureau,
        Who::Labor => &world.labor,
    }
}
