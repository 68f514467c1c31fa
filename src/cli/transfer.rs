//! `lanekeeper export FILE` and `lanekeeper import FILE`: everything in the database as one file, and back.

use std::{
    fs::{self, File},
    io::{self, BufReader, BufWriter},
    path::Path,
};

use anyhow::{Context, bail};

use super::print;
use crate::{
    settings::Settings,
    store::{
        Store, private_file,
        transfer::{self, TransferError},
    },
};

pub(super) async fn export(settings: Settings, file: &Path) -> anyhow::Result<()> {
    let store = Store::open(&settings.database).await?;
    let written = write_whole(&store, file).await;
    store.close().await;
    print(format_args!("{} rows of {} are in {}", written?, settings.database, file.display()))
}

/// Writes beside the file first, so that under its name there is a whole file or none.
async fn write_whole(store: &Store, file: &Path) -> anyhow::Result<u64> {
    let name = file.display();
    if file.exists() {
        bail!("{name} is there already: choose another name, or move it away; nothing was written");
    }
    let mut beside = file.as_os_str().to_owned();
    beside.push(".part");
    let beside = Path::new(&beside);
    let cannot = || format!("cannot write {}", beside.display());
    let made = private_file().create(true).truncate(true).open(beside);
    let mut to = BufWriter::new(made.with_context(cannot)?);
    let written = match transfer::export(store, &mut to).await {
        Ok(rows) => to.into_inner().map_err(io::IntoInnerError::into_error).and_then(|to| to.sync_all()).map(|()| rows),
        Err(TransferError::File(error)) => Err(error),
        Err(error) => {
            drop(fs::remove_file(beside));
            return Err(error.into());
        }
    };
    let kept = written.and_then(|rows| fs::rename(beside, file).map(|()| rows));
    kept.inspect_err(|_| drop(fs::remove_file(beside))).with_context(cannot)
}

pub(super) async fn import(settings: Settings, file: &Path) -> anyhow::Result<()> {
    let name = file.display();
    let from = File::open(file).with_context(|| format!("cannot read {name}"))?;
    let read = transfer::import(&settings.database, &mut BufReader::new(from)).await;
    let read = read.with_context(|| format!("cannot import {name} into {}", settings.database))?;
    print(format_args!("{read} rows of {name} are in {}", settings.database))
}
