//! What people see: queries over the rows on display, each as a value that travels to a screen.
//!
//! Whatever is deleted, and whatever hangs on a record that has not come yet, is hidden in one
//! place, `schema/views.sql`. Words that a newer server may know pass through as they are.

mod answers;
mod attention;
mod difference;
mod door;
mod exchange;
mod grid;
mod landing;
mod mine;
mod mission;
mod mission_page;
mod news;
mod pictures;
mod place;
#[cfg(test)]
mod plans;
mod sheet;
mod status;
mod sums;
mod today;
mod training;
mod visit;
mod walk;
mod year;

pub use answers::{AnswerView, SignalView};
pub use attention::{Attention, AttentionKind};
pub use difference::Difference;
pub use door::{DoorPlace, DoorView};
pub use exchange::PostView;
pub use grid::{Grid, GridDoor, GridFloor, GridStairwell};
pub use landing::Landing;
pub use mine::VisitsOnly;
pub use mission::{MissionService, MissionView};
pub use mission_page::{BuildingCard, OwnCount, ServiceView, StairwellCard};
pub use news::{News, NewsSort};
pub use pictures::PictureView;
pub use place::Place;
pub use sheet::{AdviceView, AgreedView, CommentView, NeedView, ReviewState, Sending, VisitSheet};
pub use status::FeedView;
pub use sums::{FeedSides, LogEntry, VisitSum, WaitingSum};
pub use today::{Due, DueSort, MissionCard};
pub use training::{CardView, QuizView, RemarkView};
pub use visit::{AppointmentView, VisitDetails, VisitView};
pub use year::StintView;

/// What the screens ask first once the store is open: where one was, the doors there, what is due.
#[cfg(target_arch = "wasm32")]
pub(super) fn first_asked() -> [String; 7] {
    let due = format!("{} AND +visit.author = ?1 ORDER BY due", today::DUE);
    let stored =
        [walk::STAIRWELLS, grid::GRID, grid::WAITING_DOORS, walk::DOORS_TO_SEE, walk::LAST_DOOR];
    let [stairwells, grid, waiting, to_see, last] = stored.map(str::to_owned);
    [stairwells, walk::of_one(), grid, waiting, to_see, last, due]
}
