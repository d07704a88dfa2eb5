//! The signed head of the log as it was at an earlier entry: the same for the same entry, for ever.

use crate::connect::Store;
use crate::error::StoreError;
use crate::ledger::{Head, select};
use crate::rows::number;
use domain::ledger::{Frontier, Hash, Seq, TreeSize};
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

/// How many leaves are read at a time.
const BATCH: u64 = 5_000;

impl Store {
    /// The signed head whose last entry this is. That of an earlier entry is signed anew, and only after the leaves led
    /// from it to the head of now: a history that somebody rewrote gets no signature here.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where the leaves do not lead there; when the database does not answer.
    pub async fn head_at(&self, last: Seq) -> Result<HeadAt, StoreError> {
        let head = self.head().await?;
        if last.tree_size() == head.size {
            return Ok(HeadAt { size: head.size, root: head.root, checkpoint: head.checkpoint });
        }
        let (size, root) = self.root_on_the_way_to(&head, last).await?;
        Ok(HeadAt { size, root, checkpoint: self.key().sign(size, root).text().to_owned() })
    }

    async fn root_on_the_way_to(&self, head: &Head, last: Seq) -> Result<(TreeSize, Hash), StoreError> {
        let mut tree = Frontier::new();
        let mut found = None;
        while tree.size() < head.size {
            let leaves = self.leaves_from(tree.size().next_seq()).await?;
            if leaves.is_empty() {
                break;
            }
            for leaf in leaves {
                if tree.size() == head.size {
                    break;
                }
                tree.append(leaf);
                if tree.size() == last.tree_size() {
                    found = Some((tree.size(), tree.root()));
                }
            }
        }
        let is_whole = (tree.size(), tree.root()) == (head.size, head.root);
        found.filter(|_| is_whole).ok_or_else(|| StoreError::Damaged("the ledger does not lead to its head".to_owned()))
    }

    async fn leaves_from(&self, first: Seq) -> Result<Vec<Hash>, StoreError> {
        let query = select(&["leaf"])
            .and_where(Expr::col("seq").gte(number(first)))
            .order_by("seq", Order::Asc)
            .limit(BATCH)
            .to_owned();
        let rows = self.reader().query_all(&query).await?;
        let damaged = || StoreError::Damaged("a leaf of the ledger does not read".to_owned());
        rows.iter().map(|row| row.try_get::<Vec<u8>>("", "leaf")?.try_into().map(Hash).map_err(|_| damaged())).collect()
    }
}
