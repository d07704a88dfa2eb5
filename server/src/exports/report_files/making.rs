//! One file while it is made.

use domain::ids::PersonId;
use reports::document::Steps;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use store::{FileId, FileOrder, MOST_UNDERWAY, MadeFile, Store};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};
use ui::error::AppError;

/// Setting type takes a core for as long as it lasts, so that a server makes so many files at a time.
const AT_A_TIME: usize = 2;

/// The files that a server makes. Cheap to clone: every clone is of the same server.
#[derive(Clone, Debug)]
pub struct Files {
    /// Whoever asked first is served first.
    turns: Arc<Semaphore>,
    /// How many files each account has underway, those for which their reader still waits among them.
    underway: Arc<Mutex<HashMap<PersonId, usize>>>,
    /// Becomes true when the server stops. Each file that is made in the background listens.
    stopping: Arc<watch::Sender<bool>>,
}

impl Default for Files {
    fn default() -> Files {
        let turns = Arc::new(Semaphore::new(AT_A_TIME));
        Files { turns, underway: Arc::default(), stopping: Arc::new(watch::Sender::new(false)) }
    }
}

impl Files {
    /// Gives up what is made in the background, and returns when each file says so.
    pub async fn stop(&self) {
        self.stopping.send_replace(true);
        self.stopping.closed().await;
    }

    /// A place among the files that an account has underway. `None` where it has as many as it may.
    fn place(&self, person: PersonId) -> Option<Place> {
        let mut underway = self.underway.lock().unwrap_or_else(PoisonError::into_inner);
        let number = underway.entry(person).or_default();
        if *number >= MOST_UNDERWAY {
            return None;
        }
        *number += 1;
        Some(Place { of: self.clone(), person })
    }
}

/// One of those places. It is free again when this is dropped.
struct Place {
    of: Files,
    person: PersonId,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut underway = self.of.underway.lock().unwrap_or_else(PoisonError::into_inner);
        match underway.get_mut(&self.person) {
            Some(number) if *number > 1 => *number -= 1,
            _ => drop(underway.remove(&self.person)),
        }
    }
}

/// How often it is noted how far a file is, and asked whether it is still wanted.
const SAY_EVERY: Duration = Duration::from_millis(500);

/// The turn of a file. It is over when every clone is dropped: when the work ends, also where its reader has left.
pub(in crate::exports) type Turn = Arc<OwnedSemaphorePermit>;

/// A file that is being made.
pub(super) struct Making {
    files: Files,
    steps: Steps,
    task: JoinHandle<Result<MadeFile, AppError>>,
}

impl Making {
    /// Begins the work when its turn has come, in a task of its own. `None` where the account has
    /// as many files underway as it may.
    pub(super) fn begin<F, W>(files: &Files, person: PersonId, work: F) -> Option<Making>
    where
        F: FnOnce(Turn, Steps) -> W + Send + 'static,
        W: Future<Output = Result<MadeFile, AppError>> + Send,
    {
        let place = files.place(person)?;
        let steps = Steps::default();
        let (turns, its_steps) = (files.turns.clone(), steps.clone());
        let task = tokio::spawn(async move {
            let turn = turns.acquire_owned().await.map_err(|fault| AppError::internal(&fault))?;
            let made = work(Arc::new(turn), its_steps).await;
            drop(place);
            made
        });
        Some(Making { files: files.clone(), steps, task })
    }

    /// The file, where it is made within that time.
    pub(super) async fn within(&mut self, time: Duration) -> Option<Result<MadeFile, AppError>> {
        if time.is_zero() {
            return None;
        }
        let done = timeout(time, &mut self.task).await.ok()?;
        Some(done.unwrap_or_else(|fault| Err(AppError::internal(&fault))))
    }

    /// Goes on in the background. The file can be found under the id from now on.
    ///
    /// # Errors
    /// When the database does not answer: then it is not made.
    pub(super) async fn go_on(self, store: &Store, order: &FileOrder) -> Result<FileId, AppError> {
        let id = match store.order_report_file(order).await {
            Ok(id) => id,
            Err(fault) => {
                self.task.abort();
                return Err(fault.into());
            }
        };
        let stopping = self.files.stopping.subscribe();
        tokio::spawn(self.follow(store.clone(), id.clone(), stopping));
        Ok(id)
    }

    /// Notes how far it is until it is made or no longer wanted.
    async fn follow(mut self, store: Store, id: FileId, mut stopping: watch::Receiver<bool>) {
        loop {
            let made = tokio::select! {
                made = &mut self.task => made,
                () = wait_for_stop(&mut stopping) => {
                    self.give_up();
                    if let Err(fault) = store.report_file_stopped(&id).await {
                        tracing::warn!(error = %fault, "Couldn't note that a file of a report was given up");
                    }
                    return;
                }
                () = sleep(SAY_EVERY) => {
                    let steps = self.steps.have_begun().then(|| self.steps.over());
                    match store.report_file_goes_on(&id, steps).await {
                        Ok(true) => {}
                        Ok(false) => {
                            self.give_up();
                            return;
                        }
                        Err(fault) => tracing::warn!(error = %fault, "Couldn't note how far a file of a report is"),
                    }
                    continue;
                }
            };
            let kept = match made {
                Ok(Ok(made)) => store.keep_report_file(&id, made).await.map(drop),
                // What only we can mend was logged where it happened.
                Ok(Err(fault)) => store.report_file_failed(&id, &fault.to_string()).await,
                Err(fault) => {
                    tracing::error!(error = %fault, "The making of a file of a report ended too early");
                    store.report_file_failed(&id, "Something went wrong on the server.").await
                }
            };
            if let Err(fault) = kept {
                tracing::error!(error = %fault, "Couldn't save a file of a report");
            }
            return;
        }
    }

    fn give_up(&self) {
        self.steps.cancel();
        self.task.abort();
    }
}

async fn wait_for_stop(stopping: &mut watch::Receiver<bool>) {
    // It fails only without a sender, which every file that is made holds.
    let _ = stopping.wait_for(|stops| *stops).await;
}
