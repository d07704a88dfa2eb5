use super::*;

#[test]
fn the_record_opens_with_its_zone_and_no_object() {
    let opened = Changed::record_opened("America/New_York".to_owned(), Progress::Real, ReportingTerms::default());
    let (objects, event, agency, authority) = opened.into_parts();
    let (zone, reporting) = ("America/New_York".to_owned(), Some(ReportingTerms::default()));
    assert_eq!(event, Event::RecordOpened { zone, progress: Progress::Real, reporting });
    assert_eq!((objects.len(), agency, authority), (0, None, None));
}
