//! What people see: queries over the rows on display, each as a value that travels to a screen.
//!
//! Whatever is deleted, and whatever hangs on a record that has not come yet, is hidden in one
//! place, `schema/views.sql`. Words that a newer server may know pass through as they are.

mod attention;
mod door;
mod mission;
mod status;
mod visit;

pub use attention::{Attention, AttentionKind};
pub use door::{DoorPlace, DoorView};
pub use mission::{MissionService, MissionView};
pub use status::FeedView;
pub use visit::{AppointmentView, VisitDetails, VisitView};
