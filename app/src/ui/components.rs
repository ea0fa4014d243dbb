//! The parts that screens are built of. They draw what they are given, tell what was touched, and
//! know neither the core nor the route.

mod bits;
mod blocks;
mod door;
mod guard;
mod look;
mod pin;
mod row;
mod sheet;
mod toast;
mod top;

pub(crate) use bits::*;
pub(crate) use blocks::*;
pub(crate) use door::*;
pub(crate) use guard::*;
pub(crate) use look::*;
pub(crate) use pin::*;
pub(crate) use row::*;
pub(crate) use sheet::*;
pub(crate) use toast::*;
pub(crate) use top::*;
