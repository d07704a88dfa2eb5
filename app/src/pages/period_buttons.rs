//! The way to the page on which the updates of an agency are submitted together.

use crate::words;
use commands::updates::REPEAT_UPDATES;
use domain::actor::Permission;
use domain::agency::Agency;
use domain::body::Party;
use domain::date::FiscalQuarter;
use leptos::prelude::*;
use queries::periods::actions;
use ui::layout::Reading;

/// A button for each period with updates to do, for those who submit them. None in the past.
pub(crate) fn period_buttons(reading: &Reading, agency: &Agency) -> Option<AnyView> {
    let view = &reading.view;
    let may = reading.request.actor().authority(Permission::ReportProgress, Party::Agency(agency.id)).is_ok();
    if !may || view.position().is_past() {
        return None;
    }
    let (today, rule) = (view.position().day, view.reporting_rule().for_agency(Some(agency.id)));
    let button = |(quarter, class): (FiscalQuarter, &'static str)| {
        let all = actions(view, agency, quarter);
        let left = all.iter().filter(|facts| !facts.is_done_for(quarter)).count();
        let address = REPEAT_UPDATES.command.page_about(&[&quarter, &agency.code]);
        let words = format!("Submit {} updates ({})", rule.period_short(quarter), words::thousands(left));
        (left > 0).then(|| view! { <a class=class href=address>{words}</a> })
    };
    // Of an overdue period few are left, so that the one that comes is the button of the page.
    let periods =
        [(rule.latest_due(today), "usa-button usa-button--outline c-b"), (rule.next_due(today), "usa-button c-b")];
    let buttons: Vec<_> = periods.into_iter().filter_map(button).collect();
    (!buttons.is_empty()).then(|| view! { <div class="c-tools">{buttons}</div> }.into_any())
}
