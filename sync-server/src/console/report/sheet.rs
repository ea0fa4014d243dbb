//! The report as a workbook: the figures of the sheet, and nothing beside them.

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::super::answer::{Trouble, file};
use super::super::board::MissionPath;
use super::super::gate::Seat;
use super::super::tongue::Tongue;
use super::super::{Console, Page, Place};
use super::paper::{Paper, Row};
use super::{Asked, Source};

const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub(in super::super) async fn download(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let mission = mission.id()?;
    let bytes = console
        .store
        .read(move |read| {
            let page = Page::of(read, &seat, Place::Missions)?;
            let source = Source::of(read, &principal, mission, asked.edition)?;
            let paper = source.paper(read, &page)?.ok_or(Trouble::NotFound)?;
            workbook(page.t, &paper).map_err(Trouble::from)
        })
        .await?;
    Ok(file(KIND, &format!("palier-{mission}.xlsx"), bytes.into()))
}

fn workbook(t: Tongue, paper: &Paper) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let strong = Format::new().set_bold();
    let mut first = Sheet::new(book.add_worksheet(), &t.say("report"))?;
    first.line(&paper.title, &strong)?;
    for line in [&paper.below, &paper.edition, &plain(&paper.lead), &paper.visits] {
        first.line(line, &Format::new())?;
    }
    first.line(&t.say("report-how"), &Format::new())?;
    let hidden = t.say("report-masked");
    let mut outcomes = Sheet::new(book.add_worksheet(), &t.say("report-outcomes"))?;
    outcomes.rows(t, &t.say("report-outcomes"), &paper.outcomes, &strong)?;
    for table in paper.answers.iter().chain(&paper.splits) {
        let mut sheet = Sheet::new(book.add_worksheet(), &table.title)?;
        sheet.rows(t, &table.title, &table.rows, &strong)?;
        if let Some(names) = &table.hidden {
            sheet.sheet.write_string(sheet.next, 1, &hidden)?;
            sheet.line(names, &Format::new())?;
        }
    }
    if !paper.words.is_empty() {
        let mut sheet = Sheet::new(book.add_worksheet(), &t.say("report-words"))?;
        for words in &paper.words {
            sheet.line(words, &Format::new())?;
        }
    }
    book.save_to_buffer()
}

/// A worksheet that is written from the top down. Text stays text: no cell is a formula.
struct Sheet<'b> {
    sheet: &'b mut Worksheet,
    next: u32,
}

impl<'b> Sheet<'b> {
    fn new(sheet: &'b mut Worksheet, name: &str) -> Result<Self, XlsxError> {
        // A name of more letters, or with a slash in it, is refused by Excel.
        let name: String = name.chars().filter(|c| !"[]:*?/\\".contains(*c)).take(31).collect();
        sheet.set_name(name)?;
        sheet.set_column_width(0, 60)?;
        sheet.set_column_width(1, 16)?;
        Ok(Self { sheet, next: 0 })
    }

    fn line(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.next, 0, text, format)?;
        self.next += 1;
        Ok(())
    }

    fn rows(
        &mut self,
        t: Tongue,
        name: &str,
        rows: &[Row],
        strong: &Format,
    ) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.next, 1, t.say("report-households"), strong)?;
        self.line(name, strong)?;
        for row in rows {
            #[expect(clippy::cast_precision_loss, reason = "a mission has few households")]
            self.sheet.write_number(self.next, 1, row.n as f64)?;
            self.line(&row.name, &Format::new())?;
        }
        Ok(())
    }
}

/// What stands in a page, without its markup.
fn plain(html: &str) -> String {
    html.replace("<b>", "").replace("</b>", "").replace("&#39;", "'").replace("&amp;", "&")
}
