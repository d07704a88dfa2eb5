// The two windows of the promises: a telephone at the narrowest that WCAG asks for, and a projector.

export const NARROW = { width: 320, height: 720 };
export const WIDE = { width: 1280, height: 720 };
