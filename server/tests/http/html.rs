//! Reads the server's own HTML as far as tests look at it: tags with their attributes, forms with their fields, words.

use crate::browser::Fields;

/// One opening or closing tag, and the text up to the next one.
#[derive(Clone, Debug)]
pub struct Tag {
    /// In lower case; `/form` for the end of a form.
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
}

impl Tag {
    /// The value of an attribute, if it is there.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn value(&self) -> String {
        self.attribute("value").unwrap_or_default().to_owned()
    }
}

/// The tags of a document. What stands between `<script>` and its end is the text of that tag.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        if let Some(tag) = tags.last_mut() {
            tag.text.push_str(&unescaped(&rest[..start]));
        }
        rest = &rest[start..];
        if let Some(comment) = rest.strip_prefix("<!") {
            // Comments and the document's type; comments stand between parts of a text.
            let end = if comment.starts_with("--") { "-->" } else { ">" };
            rest = comment.find(end).map_or("", |at| &comment[at + end.len()..]);
            continue;
        }
        let (tag, after) = tag(&rest[1..]);
        let is_raw = tag.name == "script" || tag.name == "style";
        tags.push(tag);
        rest = after;
        if is_raw {
            let end = rest.find("</").unwrap_or(rest.len());
            if let Some(tag) = tags.last_mut() {
                tag.text.push_str(&rest[..end]);
            }
            rest = &rest[end..];
        }
    }
    tags
}

/// A tag that begins after its `<`, and what follows its `>`.
fn tag(text: &str) -> (Tag, &str) {
    let name_end = text.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(text.len());
    let name = text[..name_end].trim_end_matches('/').to_lowercase();
    let name = if text.starts_with('/') { text[..name_end].to_lowercase() } else { name };
    let mut attributes = Vec::new();
    let mut rest = text[name_end..].trim_start();
    while !rest.is_empty() && !rest.starts_with('>') {
        let key_end = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '>').unwrap_or(rest.len());
        let key = rest[..key_end].to_lowercase();
        rest = &rest[key_end..];
        let mut value = String::new();
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let end = quoted.find('"').unwrap_or(quoted.len());
            value = unescaped(&quoted[..end]);
            rest = quoted.get(end + 1..).unwrap_or_default();
        } else if let Some(bare) = rest.strip_prefix('=') {
            let end = bare.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(bare.len());
            value = unescaped(&bare[..end]);
            rest = &bare[end..];
        }
        attributes.push((key, value));
        rest = rest.trim_start();
    }
    (Tag { name, attributes, text: String::new() }, rest.get(1..).unwrap_or_default())
}

/// Text with the characters that HTML writes by name.
fn unescaped(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&#x27;", "'").replace("&#39;", "'").replace("&#x2F;", "/").replace("&amp;", "&")
}

/// Everything that a reader reads, with single blanks. The meaning of a term is shown on demand only.
pub fn words(html: &str) -> String {
    let tags = tags(html);
    let shown = tags.iter().filter(|tag| tag.name != "script" && tag.name != "style");
    let shown = shown.filter(|tag| tag.attribute("popover").is_none());
    let text: Vec<&str> = shown.map(|tag| tag.text.as_str()).collect();
    text.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The title of the document.
pub fn title(html: &str) -> String {
    tags(html).into_iter().find(|tag| tag.name == "title").map(|tag| tag.text).unwrap_or_default()
}

/// The heading of the page.
pub fn heading(html: &str) -> String {
    tags(html).into_iter().find(|tag| tag.name == "h1").map(|tag| tag.text.trim().to_owned()).unwrap_or_default()
}

/// The words on the button of the form that posts to a path, and those of the way out beside it.
pub fn button(html: &str, action: &str) -> Option<(String, String)> {
    let tags = tags(html);
    let mut form = tags.iter().skip_while(|tag| tag.name != "form" || tag.attribute("action") != Some(action));
    let button = form.find(|tag| tag.name == "button")?.text.trim().to_owned();
    let way_out = form.find(|tag| tag.name == "a")?.text.trim().to_owned();
    Some((button, way_out))
}

/// The foot of a page, as it stands in the document.
pub fn foot(html: &str) -> &str {
    let from = html.find("<footer").unwrap_or(html.len());
    let to = html.find("</footer>").unwrap_or(html.len());
    html.get(from..to).unwrap_or_default()
}

/// Where the link with these words leads; nowhere if there is none.
pub fn address(html: &str, words: &str) -> String {
    let link = tags(html).into_iter().find(|tag| tag.name == "a" && tag.text.trim() == words);
    link.and_then(|link| link.attribute("href").map(str::to_owned)).unwrap_or_default()
}

/// What a form would send as it stands on the page.
#[derive(Clone, Debug)]
pub struct Form {
    pub action: String,
    pub fields: Fields,
}

impl Form {
    /// A field as it stands on the page; blank when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }

    /// Types into a field.
    pub fn with(mut self, name: &str, value: &str) -> Form {
        self.fields.retain(|(key, _)| key != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// The forms of a document that post something.
pub fn forms(html: &str) -> Vec<Form> {
    let mut forms = Vec::new();
    let mut open: Option<Form> = None;
    let mut select: Option<String> = None;
    for tag in tags(html) {
        if tag.name == "form" && tag.attribute("method") == Some("post") {
            open = Some(Form { action: tag.attribute("action").unwrap_or_default().to_owned(), fields: Vec::new() });
        }
        let Some(form) = &mut open else { continue };
        let name = tag.attribute("name").unwrap_or_default().to_owned();
        match tag.name.as_str() {
            "/form" => forms.extend(open.take()),
            "input"
                if matches!(tag.attribute("type"), Some("radio" | "checkbox"))
                    && tag.attribute("checked").is_none() => {}
            "input" => form.fields.push((name, tag.value())),
            "textarea" => form.fields.push((name, tag.text.clone())),
            "select" => {
                select = Some(name.clone());
                form.fields.push((name, String::new()));
            }
            "option" if tag.attribute("selected").is_some() => {
                let name = select.clone().unwrap_or_default();
                form.fields.retain(|(key, _)| *key != name);
                form.fields.push((name, tag.value()));
            }
            _ => {}
        }
    }
    forms
}

/// The form of a page that posts to a path.
pub fn form(html: &str, action: &str) -> Option<Form> {
    forms(html).into_iter().find(|form| form.action == action)
}

#[test]
fn a_form_is_read_as_a_browser_would_send_it() {
    let html = "<!DOCTYPE html><form method=\"post\" action=\"/api/x\"><input type=\"hidden\" name=\"id\" value=\"7\">\
        <input type=\"checkbox\" name=\"c\" value=\"yes\"><input type=\"radio\" name=\"r\" value=\"a\"><input type=\"radio\" name=\"r\" value=\"b\" checked>\
        <textarea name=\"t\">a &amp; <!-- -->b</textarea><select name=\"s\"><option value=\"\">Choose</option>\
        <option value=\"two\" selected>Two</option></select></form><p>Done</p>";
    let form = form(html, "/api/x").unwrap();
    let expected = [("id", "7"), ("r", "b"), ("t", "a & b"), ("s", "two")];
    assert_eq!(form.fields, crate::browser::fields(&expected));
    assert!(words(html).ends_with("Two Done"));
}
