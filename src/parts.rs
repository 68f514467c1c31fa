//! Work that is done in parts, on as many threads as the machine has processors. What comes of it does not depend on how many. The only
//! module that starts threads for the domain.

use std::{num::NonZero, panic::resume_unwind, thread};

/// Does something with each of several parts of a list, at the same time; gives the results in the order of the list.
pub(crate) fn in_parts<T: Sync, R: Send>(all: &[T], each: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let parts: Vec<&[T]> = all.chunks(all.len().div_ceil(threads).max(1)).collect();
    at_once(parts, each)
}

/// Does something with each of a few things at the same time; gives the results in their order.
pub(crate) fn at_once<T: Send, R: Send>(all: Vec<T>, each: impl Fn(T) -> R + Sync) -> Vec<R> {
    let each = &each;
    thread::scope(|scope| {
        let started: Vec<_> = all.into_iter().map(|one| scope.spawn(move || each(one))).collect();
        started.into_iter().map(|one| one.join().unwrap_or_else(|cause| resume_unwind(cause))).collect()
    })
}
