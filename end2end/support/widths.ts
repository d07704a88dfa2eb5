// The two windows of the promises: a telephone at the narrowest that WCAG asks for, and a projector. And a sheet of A4
// that stands upright, with a centimeter of margin, which is narrower than Letter.

export const NARROW = { width: 320, height: 720 };
export const WIDE = { width: 1280, height: 720 };
export const PAPER = { width: 718, height: 1_000 };
