//! Header fields and documents of published standards, one file each: a reader looks at its own field
//! only, and weighing happens later.

pub mod cache_status;
pub mod front_matter;
pub mod problem;
pub mod proxy_status;
pub mod retry_after;
pub mod server_timing;
pub mod structured;
