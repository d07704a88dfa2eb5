//! What HTML cannot do alone. Each island wraps working HTML and improves it; its props are sent to the browser whole.

mod slip_preview;

pub use slip_preview::SlipPreview;
