//! The `lanekeeper` program.

use std::{
    io::{Write, stderr},
    process::ExitCode,
};

use clap::Parser;
use lanekeeper::cli::{Arguments, execute};

fn main() -> ExitCode {
    match execute(Arguments::parse()) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            // Where nobody reads it, the exit code still tells.
            drop(writeln!(stderr(), "lanekeeper: {error:#}"));
            ExitCode::FAILURE
        }
    }
}
