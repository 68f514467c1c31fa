//! Going through components, and the numbers that Discord gives them (`components/reference#anatomy-of-a-component`).

use std::collections::HashSet;

use serde_json::{Value, json};

/// Where components hold others: lists of them, and single ones.
const LISTS: [&str; 1] = ["components"];
const SINGLES: [&str; 2] = ["component", "accessory"];

/// Calls `visit` with every component, containers before what they hold.
pub(crate) fn walk_components<'a>(components: &'a [Value], visit: &mut impl FnMut(&'a Value)) {
    for component in components {
        visit(component);
        for inner in LISTS.iter().filter_map(|place| component[place].as_array()) {
            walk_components(inner, visit);
        }
        for inner in SINGLES.iter().map(|place| &component[place]).filter(|inner| inner.is_object()) {
            walk_components(std::slice::from_ref(inner), visit);
        }
    }
}

/// Calls `visit` with every component, to be changed.
pub(crate) fn walk_components_mut(components: &mut [Value], visit: &mut impl FnMut(&mut Value)) {
    for component in components {
        visit(component);
        for place in LISTS {
            if let Some(inner) = component.get_mut(place).and_then(Value::as_array_mut) {
                walk_components_mut(inner, visit);
            }
        }
        for place in SINGLES {
            if let Some(inner) = component.get_mut(place).filter(|inner| inner.is_object()) {
                walk_components_mut(std::slice::from_mut(inner), visit);
            }
        }
    }
}

/// The component with this custom id.
pub(crate) fn component_with(components: &[Value], custom_id: &str) -> Option<Value> {
    let mut found = None;
    walk_components(components, &mut |component| {
        if component["custom_id"] == custom_id {
            found = Some(component.clone());
        }
    });
    found
}

/// Numbers the components that have no number, passing over the numbers that others have.
pub(super) fn give(components: &mut [Value]) {
    let mut taken = HashSet::new();
    walk_components(components, &mut |component| taken.extend(component["id"].as_i64()));
    let mut free = (1..).filter(|number: &i64| !taken.contains(number));
    walk_components_mut(components, &mut |component| {
        if component["id"].is_null() {
            component["id"] = json!(free.next());
        }
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn numbers_follow_each_other_and_pass_over_those_that_were_given() {
        let mut components = vec![
            json!({"components": [{"id": 2}, {}]}),
            json!({"components": [{}], "accessory": {}}),
            json!({"id": 9, "component": {}}),
        ];
        super::give(&mut components);
        let numbered = json!([
            {"id": 1, "components": [{"id": 2}, {"id": 3}]},
            {"id": 4, "components": [{"id": 5}], "accessory": {"id": 6}},
            {"id": 9, "component": {"id": 7}},
        ]);
        assert_eq!(json!(components), numbered);
    }
}
