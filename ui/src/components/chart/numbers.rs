//! The numbers of a chart as a table.

use crate::components::table::ScrollBox;
use crate::words;
use domain::date::in_table;
use leptos::prelude::*;
use reports::{Cell, Datatype, Table};

/// The numbers of a chart, each row leading to what it counts.
pub(super) fn table(table: &Table, links: &[Option<String>]) -> AnyView {
    let columns: Vec<Datatype> = table.columns().iter().map(|column| column.datatype).collect();
    // Ids join files; a reader has the links.
    let shown: Vec<bool> = table.columns().iter().map(|column| !column.name.ends_with("_id")).collect();
    let heads = table.columns().iter().zip(&shown).filter(|(_, shown)| **shown).map(|(column, _)| {
        let class = (column.datatype == Datatype::Integer).then_some("c-num");
        view! { <th scope="col" class=class>{column.title}</th> }
    });
    let rows = table.rows().iter().enumerate().map(|(place, cells)| {
        let link = links.get(place).cloned().flatten();
        let cells = cells.iter().zip(&columns).zip(&shown).filter(|(_, shown)| **shown);
        let cells = cells.enumerate().map(|(column, ((cell, datatype), _))| {
            let text = text_of(cell);
            match (column, link.clone()) {
                (0, Some(link)) => view! { <th scope="row"><a href=link>{text}</a></th> }.into_any(),
                (0, None) => view! { <th scope="row">{text}</th> }.into_any(),
                _ => {
                    let class = (*datatype == Datatype::Integer).then_some("c-num");
                    view! { <td class=class>{text}</td> }.into_any()
                }
            }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    let name = format!("Table: {}", table.about().title);
    let (heads, rows) = (heads.collect_view(), rows.collect_view());
    view! {
        <ScrollBox label=name.clone()>
            <table class="c-t c-t--tight" aria-label=name><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
        </ScrollBox>
    }
    .into_any()
}

fn text_of(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Integer(number) if *number < 0 => format!("\u{2212}{}", words::thousands(number.unsigned_abs() as usize)),
        Cell::Integer(number) => words::thousands(*number as usize),
        Cell::Date(day) => in_table(*day),
        Cell::YesNo(yes) => if *yes { "Yes" } else { "No" }.to_owned(),
    }
}
