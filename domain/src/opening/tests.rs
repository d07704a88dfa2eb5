use super::*;

#[test]
fn the_record_opens_with_its_zone_and_no_object() {
    let opened = Changed::record_opened("America/New_York".to_owned(), Progress::Real);
    let (objects, event, agency, authority) = opened.into_parts();
    assert_eq!(event, Event::RecordOpened { zone: "America/New_York".to_owned(), progress: Progress::Real });
    assert_eq!((objects.len(), agency, authority), (0, None, None));
}
