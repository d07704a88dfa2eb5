//! What the browser runs: it wakes the islands of a page that the server has already drawn.

#[expect(
    unused_imports,
    reason = "Only the page names the islands; unmentioned, the linker would drop their crate."
)]
use app::islands as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called once by the page's own script, before it hands each island to its function.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
