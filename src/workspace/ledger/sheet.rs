//! Our CSV, with a line of headings. What a spreadsheet would take for a formula begins with `'` in the file, and so does what begins with
//! `'` itself: taking one away gives back what there was.

use super::{Around, Contents, Lines, Problem, Wrong, rows::Row};
use crate::workspace::{decision::Draft, subject::Subject};

/// The columns, in the order in which they are written. `about` is `duty` or `topic`; several names in a cell have `;` between them.
const COLUMNS: [&str; 9] = ["about", "subject", "roles", "people", "rule", "consulted", "reason", "source", "review"];

/// How cells begin that spreadsheets compute (OWASP, *CSV Injection*, with the full-width forms), and the guard itself.
const GUARDED: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '\''];

/// What is in force, to be written to a file that a spreadsheet opens.
///
/// # Errors
/// None that a file in memory has; it is the writer's to say.
pub fn write_csv<'a>(decisions: impl IntoIterator<Item = (&'a Subject, &'a Draft)>) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for (subject, draft) in decisions {
        let row = Row::of(subject, draft);
        let several = |names: Vec<String>| names.join("; ");
        let cells = [
            subject.kind().to_owned(),
            subject.text().to_owned(),
            several(row.roles),
            several(row.people),
            row.rule,
            several(row.consulted),
            row.reason,
            row.source,
            row.review,
        ];
        writer.write_record(cells.iter().map(|cell| guarded(cell)))?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

pub(super) fn read(text: &str, around: Around<'_>) -> Contents {
    let (mut contents, lines) = (Contents::default(), Lines::of(text));
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter(text)).flexible(true).from_reader(text.as_bytes());
    let headings = match reader.headers().map_err(|error| syntax(&error)).and_then(headings) {
        Ok(headings) => headings,
        Err(what) => {
            contents.problems.push(Problem { line: 1, what });
            return contents;
        }
    };
    for record in reader.records() {
        let position = match &record {
            Ok(record) => record.position(),
            Err(error) => error.position(),
        };
        let line = lines.at(position.map_or(0, |position| beginning(text, position)));
        let entry = record.map_err(|error| syntax(&error)).and_then(|record| {
            let row = row(&headings, &record, around)?;
            row.map(|row| row.entry(line, around)).transpose()
        });
        match entry {
            Ok(entry) => contents.entries.extend(entry),
            Err(what) => contents.problems.push(Problem { line, what }),
        }
    }
    contents
}

/// Where a record really begins: the reader's position may stand before the end of the line before it, and before empty lines.
fn beginning(text: &str, position: &csv::Position) -> usize {
    let at = usize::try_from(position.byte()).unwrap_or(usize::MAX).min(text.len());
    at + text.bytes().skip(at).take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
}

/// Spreadsheets write `;` between cells where a comma stands in numbers.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    if first.matches(';').count() > first.matches(',').count() { b';' } else { b',' }
}

/// For each cell of a line the column that it belongs to.
fn headings(record: &csv::StringRecord) -> Result<Vec<usize>, Wrong> {
    let column = |heading: &str| {
        let heading = heading.trim();
        let at = COLUMNS.iter().position(|column| column.eq_ignore_ascii_case(heading));
        at.ok_or_else(|| Wrong::UnknownColumn(heading.to_owned()))
    };
    let headings = record.iter().map(column).collect::<Result<Vec<_>, _>>()?;
    if headings.contains(&1) { Ok(headings) } else { Err(Wrong::NoSubjectColumn) }
}

/// A line as a decision; nothing for one without anything in its cells.
fn row(headings: &[usize], record: &csv::StringRecord, around: Around<'_>) -> Result<Option<Row>, Wrong> {
    if record.iter().all(|cell| cell.trim().is_empty()) {
        return Ok(None);
    }
    if record.len() != headings.len() {
        return Err(Wrong::Cells { is: record.len(), columns: headings.len() });
    }
    let mut cells: [String; COLUMNS.len()] = Default::default();
    for (column, cell) in headings.iter().zip(record) {
        cells[*column] = unguarded(cell).to_owned();
    }
    let [about, subject, roles, people, rule, consulted, reason, source, review] = cells;
    let (mut duty, mut topic) = (String::new(), String::new());
    match about.trim().to_lowercase().as_str() {
        "duty" => duty = subject,
        "topic" => topic = subject,
        "" if around.handbook.duty(subject.trim()).is_some() => duty = subject,
        "" => topic = subject,
        _ => return Err(Wrong::NotOneSubject),
    }
    let several = |cell: String| {
        cell.split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let (roles, people, consulted) = (several(roles), several(people), several(consulted));
    Ok(Some(Row { duty, topic, roles, people, rule, consulted, reason, source, review }))
}

/// A cell that no spreadsheet computes: what it would take for a formula begins with `'`.
#[must_use]
pub fn guarded(cell: &str) -> String {
    if cell.starts_with(GUARDED) { format!("'{cell}") } else { cell.to_owned() }
}

/// What stood in a cell before it was guarded.
pub(super) fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(GUARDED)).unwrap_or(cell)
}

fn syntax(error: &csv::Error) -> Wrong {
    Wrong::Syntax(error.to_string())
}
