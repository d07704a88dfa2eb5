//! A verdict as a part of the page. `public/check-result.js` draws the same in the browser, from the same value, and a test of
//! the browser compares the two.

use super::CHECK_PAGE;
use checker::{Advice, Anchor, Bar, Fact, Label, Outcome, Part, Shade, Tick, Verdict};
use leptos::prelude::*;
use ui::request::site;

/// The verdict takes the focus: it is what the reader waits for.
pub(super) fn drawn(verdict: Verdict) -> AnyView {
    let Verdict { outcome, heading, sentence, bar, facts, advice, .. } = verdict;
    let mark = format!("{}/marks.svg#m-{}", site().assets, shape(outcome));
    view! {
        <div class="c-check">
            <div>
                <div class=format!("c-found c-found--{}", code(outcome))>
                    <svg viewBox="0 0 16 16" width="36" height="36" aria-hidden="true"><use href=mark></use></svg>
                    <div>
                        <h2 tabindex="-1" autofocus>{heading}</h2>
                        <p>{sentence}</p>
                    </div>
                </div>
                {bar.map(drawing)}
                {listed(facts)}
                <p class="c-check__do">
                    <button class="usa-button" type="button" data-print hidden>"Print this result"</button>
                    <a class="usa-button usa-button--outline" href=CHECK_PAGE>"Check another file"</a>
                </p>
                <p class="c-small c-quiet">{concat!("Concord ", env!("CARGO_PKG_VERSION"))}</p>
            </div>
            {advice.map(beside)}
        </div>
    }
    .into_any()
}

const fn shape(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Whole => "verified",
        Outcome::Unsigned => "evidence",
        Outcome::Broken => "fault",
        Outcome::Unchecked => "at-risk",
    }
}

const fn code(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Whole => "whole",
        Outcome::Unsigned => "unsigned",
        Outcome::Broken => "broken",
        Outcome::Unchecked => "unchecked",
    }
}

/// The log from its first to its last entry. Its numbers are in the words beside it.
fn drawing(Bar { parts, ticks, labels }: Bar) -> AnyView {
    let part = |Part { shade, from, width }: Part| {
        let fill = (shade == Shade::Suspect).then_some("url(#c-track-suspect)");
        view! { <rect class=format!("c-track__{}", class(shade)) fill=fill x=from y="23" width=width height="18"></rect> }
    };
    let tick = |Tick { shade, at }: Tick| {
        view! {
            <line class="c-track__gap" x1=at.clone() x2=at.clone() y1="17" y2="47"></line>
            <line class=format!("c-track__{}", class(shade)) x1=at.clone() x2=at y1="17" y2="47"></line>
        }
    };
    let label = |Label { at, text, anchor, is_above, is_strong }: Label| {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let y = if is_above { "12" } else { "58" };
        view! { <text class=is_strong.then_some("c-track__strong") x=at y=y text-anchor=anchor>{text}</text> }
    };
    view! {
        <svg class="c-track" aria-hidden="true" width="100%" height="64">
            <defs>
                <pattern id="c-track-rest" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="c-track__stripe" width="1.5" height="6"></rect>
                </pattern>
                <pattern id="c-track-suspect" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
                    <rect class="c-track__suspect-ground" width="7" height="7"></rect>
                    <rect class="c-track__gap-ground" width="1.8" height="7"></rect>
                </pattern>
            </defs>
            <rect class="c-track__all" fill="url(#c-track-rest)" x="0" y="22.5" width="100%" height="19"></rect>
            {parts.into_iter().map(part).collect_view()}
            {ticks.into_iter().map(tick).collect_view()}
            {labels.into_iter().map(label).collect_view()}
        </svg>
    }
    .into_any()
}

const fn class(shade: Shade) -> &'static str {
    match shade {
        Shade::Checked => "checked",
        Shade::Suspect => "suspect",
        Shade::Checkpoint => "checkpoint",
        Shade::Break => "break",
    }
}

fn listed(facts: Vec<Fact>) -> Option<AnyView> {
    let line = |Fact { name, value, is_exact }: Fact| {
        let value = if is_exact { view! { <code class="c-hash">{value}</code> }.into_any() } else { value.into_any() };
        view! { <div><dt>{name}</dt><dd>{value}</dd></div> }
    };
    (!facts.is_empty())
        .then(|| view! { <dl class="c-check__facts">{facts.into_iter().map(line).collect_view()}</dl> }.into_any())
}

fn beside(Advice { title, items, is_steps, note }: Advice) -> AnyView {
    let items = items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view();
    let list = if is_steps { view! { <ol>{items}</ol> }.into_any() } else { view! { <ul>{items}</ul> }.into_any() };
    view! {
        <section class="c-check__side">
            <h2>{title}</h2>
            {list}
            {note.map(|note| view! { <p class="c-small c-quiet">{note}</p> })}
        </section>
    }
    .into_any()
}
