//! How a list of one point became the list of a later one, whatever its rows are.

use std::collections::BTreeMap;

/// How a list of then became the list of now. `Id` is that of its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListBridge<Id> {
    pub opening: usize,
    /// In the list now, and not there at all then.
    pub added: Vec<Id>,
    /// In the list now, and elsewhere then.
    pub moved_in: Vec<Id>,
    /// In the list then, and elsewhere now.
    pub moved_out: Vec<Id>,
    /// In the list then, and now withdrawn and no longer in it.
    pub withdrawn: Vec<Id>,
    pub closing: usize,
}

/// What a row is at one of the two points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InList {
    pub is_held: bool,
    /// Itself, or what it belongs to.
    pub is_withdrawn: bool,
}

/// An empty list that stayed empty. Written out, because a derived one would ask for a default id.
impl<Id> Default for ListBridge<Id> {
    fn default() -> ListBridge<Id> {
        ListBridge {
            opening: 0,
            added: Vec::new(),
            moved_in: Vec::new(),
            moved_out: Vec::new(),
            withdrawn: Vec::new(),
            closing: 0,
        }
    }
}

impl<Id: Copy + Ord> ListBridge<Id> {
    /// Compares everything that could be a row at both points. Nothing leaves the record, so what was there then is
    /// there now.
    pub fn between(then: &BTreeMap<Id, InList>, now: &BTreeMap<Id, InList>) -> ListBridge<Id> {
        let held = |all: &BTreeMap<Id, InList>| all.values().filter(|row| row.is_held).count();
        let mut bridge = ListBridge { opening: held(then), closing: held(now), ..ListBridge::default() };
        for (id, is) in now {
            match (then.get(id), is.is_held) {
                (None, true) => bridge.added.push(*id),
                (Some(was), true) if !was.is_held => bridge.moved_in.push(*id),
                (Some(was), false) if was.is_held && is.is_withdrawn => bridge.withdrawn.push(*id),
                (Some(was), false) if was.is_held => bridge.moved_out.push(*id),
                _ => {}
            }
        }
        bridge
    }
}

impl<Id> ListBridge<Id> {
    /// Whether the steps lead from the opening to the closing.
    pub fn adds_up(&self) -> bool {
        self.opening + self.added.len() + self.moved_in.len()
            == self.closing + self.moved_out.len() + self.withdrawn.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_happens_the_bridge_of_a_list_adds_up() {
        let of = |is_held, is_withdrawn| InList { is_held, is_withdrawn };
        let rows = |rows: &[InList]| -> BTreeMap<u8, InList> { (1..).zip(rows.iter().copied()).collect() };
        let then = rows(&[of(true, false), of(true, false), of(true, false), of(false, false)]);
        let now = rows(&[of(true, false), of(false, true), of(false, false), of(true, false), of(true, false)]);
        let bridge = ListBridge::between(&then, &now);
        assert!(bridge.adds_up(), "{bridge:?}");
        assert_eq!((bridge.opening, bridge.closing), (3, 3));
        let expected = (vec![2], vec![3], vec![4], vec![5]);
        assert_eq!((bridge.withdrawn, bridge.moved_out, bridge.moved_in, bridge.added), expected);
    }

    #[test]
    fn an_empty_list_that_stays_empty_has_no_steps() {
        assert_eq!(ListBridge::<u8>::between(&BTreeMap::new(), &BTreeMap::new()), ListBridge::default());
    }
}
