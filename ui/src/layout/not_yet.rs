//! What a page is about, where the record of the day that was asked for does not have it yet.

use crate::request::Request;
use domain::ids::MilestoneId;
use domain::ledger::Seq;
use store::{AsOf, View};

/// Whether the thing that this page is about is in the record now, for this reader.
pub(super) async fn is_there_now(request: &Request) -> bool {
    let now = request.site.store.view(request.actor(), &AsOf::Now).await;
    match now {
        Ok(now) => is_there(&now, request.path()).await,
        Err(_) => false,
    }
}

async fn is_there(view: &View, path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        ["plans", code] | ["plans", code, "dashboard"] => view.plan_by_code(code).is_ok(),
        ["actions", plan, reference] => view.facts_by_reference(plan, reference).is_ok(),
        ["milestones", id] => match id.parse::<MilestoneId>() {
            Ok(id) => view.milestone(id).await.is_ok(),
            Err(_) => false,
        },
        ["agencies", code] => view.agency_by_code(code).is_ok(),
        ["bodies", code] => view.bodies().any(|body| body.code.as_str() == *code),
        ["meetings", code] => view.meeting_by_code(code).is_ok(),
        ["indicators", code] => {
            let indicators = view.indicators().await.unwrap_or_default();
            indicators.iter().any(|indicator| indicator.code.as_str() == *code)
        }
        ["record", seq] => seq.parse().is_ok_and(|seq| Seq(seq) <= view.position().seq),
        _ => false,
    }
}
