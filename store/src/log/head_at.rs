//! The signed head of the log as it was at an earlier entry: the same for the same entry, for ever.

use crate::error::StoreError;
use crate::memory::waymarks::Waymarks;
use crate::store::Store;
use crate::tables::ledger::{Head, select};
use crate::tables::rows::number;
use domain::ledger::{Hash, Seq, SignedCheckpoint, TreeSize, consistency_proof, root_of};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Order};

/// A head of the log with its signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadAt {
    pub size: TreeSize,
    pub root: Hash,
    /// The signed checkpoint, as `concord verify --checkpoint` takes it.
    pub checkpoint: String,
}

/// How many leaves lie between two marks, and are read at a time.
const STRIDE: u64 = 1_024;

impl Store {
    /// The signed head whose last entry this is. That of an earlier entry is signed again, and only where the leaves led
    /// from it to a head that was signed: a history that someone rewrote gets no signature here.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where the leaves do not lead there; when the database does not answer.
    pub async fn head_at(&self, last: Seq) -> Result<HeadAt, StoreError> {
        let head = self.head().await?;
        if last.tree_size() == head.size {
            return Ok(HeadAt { size: head.size, root: head.root, checkpoint: head.checkpoint });
        }
        let (size, root) = (last.tree_size(), self.root_on_the_way_to(&head, last).await?);
        Ok(HeadAt { size, root, checkpoint: self.key().sign(size, root).text().to_owned() })
    }

    async fn root_on_the_way_to(&self, head: &Head, last: Seq) -> Result<Hash, StoreError> {
        let mut way = self.memory().waymarks.lock().await;
        if way.end.size() < head.size {
            self.follow(&mut way, head).await?;
        }
        if way.end.size() == head.size && way.end.root() != head.root {
            return Err(astray());
        }
        let (mark, next) = way.around(last.tree_size()).ok_or_else(astray)?;
        drop(way);
        let (mut tree, mut found) = (mark, None);
        for leaf in self.leaves(tree.size(), next.size()).await? {
            tree.append(leaf);
            if tree.size() == last.tree_size() {
                found = Some(tree.root());
            }
        }
        found.filter(|_| tree == next).ok_or_else(astray)
    }

    /// Goes on to a head that was signed. The marks on the way are kept only if the leaves lead there.
    async fn follow(&self, way: &mut Waymarks, head: &Head) -> Result<(), StoreError> {
        let signed = SignedCheckpoint::parse(&head.checkpoint).map_err(|_| astray())?;
        let signed = signed.verify(&self.key().verifier()).map_err(|_| astray())?;
        if (signed.size, signed.root) != (head.size, head.root) {
            return Err(astray());
        }
        let (mut tree, mut marks) = (way.end.clone(), Vec::new());
        while tree.size() < head.size {
            let stride = TreeSize((tree.size().0 / STRIDE + 1) * STRIDE).min(head.size);
            let leaves = self.leaves(tree.size(), stride).await?;
            leaves.into_iter().for_each(|leaf| tree.append(leaf));
            if tree.size() != stride {
                return Err(astray());
            }
            if stride.0.is_multiple_of(STRIDE) {
                marks.push(tree.clone());
            }
        }
        if tree.root() != head.root {
            return Err(astray());
        }
        way.marks.append(&mut marks);
        way.end = tree;
        Ok(())
    }

    /// The newest signed head, and the proof of RFC 9162 (section 2.1.4.1) that the first `older` entries are its beginning.
    /// Reads every leaf, 32 bytes each. There is nothing to prove where the log has fewer entries.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where the leaves do not lead to the head; when the database does not answer.
    pub async fn consistency(&self, older: TreeSize) -> Result<(HeadAt, Vec<Hash>), StoreError> {
        let Head { size, root, checkpoint, .. } = self.head().await?;
        let head = HeadAt { size, root, checkpoint };
        if older > size {
            return Ok((head, Vec::new()));
        }
        let leaves = self.leaves(TreeSize::EMPTY, size).await?;
        let proof = consistency_proof(&leaves, older).map_err(|_| astray())?;
        if root_of(&leaves) != root {
            return Err(astray());
        }
        Ok((head, proof))
    }

    /// The leaf from which the tree was made for an entry, as it is kept beside the entry.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an entry that there is not; when the database does not answer.
    pub async fn kept_leaf(&self, entry: Seq) -> Result<Hash, StoreError> {
        let before = TreeSize(entry.0);
        self.leaves(before, entry.tree_size()).await?.pop().ok_or(StoreError::NotFound)
    }

    /// The leaves that make a tree of one size one of the other.
    pub(super) async fn leaves(&self, from: TreeSize, to: TreeSize) -> Result<Vec<Hash>, StoreError> {
        let query = select(&["leaf"])
            .and_where(Expr::col("seq").gte(number(from.next_seq())))
            .and_where(Expr::col("seq").lt(number(to.next_seq())))
            .order_by("seq", Order::Asc)
            .to_owned();
        let rows = self.reader().query_all(&query).await?;
        let damaged = || StoreError::Damaged("a leaf of the ledger does not read".to_owned());
        rows.iter().map(|row| row.try_get::<Vec<u8>>("", "leaf")?.try_into().map(Hash).map_err(|_| damaged())).collect()
    }
}

fn astray() -> StoreError {
    StoreError::Damaged("the ledger does not lead to its head".to_owned())
}
