//! The `lanekeeper` program.

use std::process::ExitCode;

use clap::Parser;
use lanekeeper::cli::{Arguments, execute};

fn main() -> ExitCode {
    match execute(Arguments::parse()) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("lanekeeper: {error:#}");
            ExitCode::FAILURE
        }
    }
}
