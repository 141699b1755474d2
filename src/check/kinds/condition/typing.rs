//! Looks through a condition before it is ever asked: names, fields, types, and how deep its loops are nested.

use cel::common::ast::{CallExpr, ComprehensionExpr, Expr, LiteralValue, SelectExpr, operators as op};
use cel::{IdedExpr, Program};

use super::vocabulary::Type;

/// What is wrong with a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct Fault {
    /// Characters of the condition before the place.
    pub(in crate::check) offset: usize,
    /// What.
    pub(in crate::check) message: String,
}

/// Looks through a condition with these names, and returns how deep its loops are nested.
///
/// # Errors
/// The first thing that is wrong.
pub(super) fn look(program: &Program, names: &[(&str, Type)]) -> Result<u32, Fault> {
    let names = names.iter().map(|(name, own)| ((*name).to_owned(), own.clone())).collect();
    let mut looker = Looker { program, names, depth: 0, deepest: 0 };
    let whole = program.expression();
    match looker.type_of(whole)? {
        Type::Bool | Type::Any => Ok(looker.deepest),
        other => Err(looker.fault(whole, format!("a condition is true or false, this is {other}"))),
    }
}

struct Looker<'p> {
    program: &'p Program,
    names: Vec<(String, Type)>,
    depth: u32,
    deepest: u32,
}

impl Looker<'_> {
    fn fault(&self, at: &IdedExpr, message: String) -> Fault {
        let offset = self.program.source_info().offset_for(at.id).map_or(0, |(start, _)| start);
        Fault { offset: offset as usize, message }
    }

    fn type_of(&mut self, own: &IdedExpr) -> Result<Type, Fault> {
        match &own.expr {
            Expr::Literal(literal) => Ok(match literal {
                LiteralValue::Boolean(_) => Type::Bool,
                LiteralValue::Int(_) | LiteralValue::UInt(_) | LiteralValue::Double(_) => Type::Number,
                LiteralValue::String(_) => Type::Text,
                LiteralValue::Bytes(_) | LiteralValue::Null => {
                    return Err(
                        self.fault(own, "null and bytes are not used; ask has(…) whether a field is known".to_owned())
                    );
                }
            }),
            Expr::Ident(name) => {
                let known = self.names.iter().rev().find(|(known, _)| known == name).map(|(_, own)| own.clone());
                known.ok_or_else(|| {
                    let names: Vec<&str> = self
                        .names
                        .iter()
                        .map(|(name, _)| name.as_str())
                        .filter(|name| !name.starts_with('@'))
                        .collect();
                    self.fault(own, format!("there is no \"{name}\"; there are {}", names.join(", ")))
                })
            }
            Expr::Select(select) => self.field(own, select),
            Expr::Call(call) => self.call(own, call),
            Expr::Comprehension(comprehension) => self.comprehension(own, comprehension),
            Expr::List(list) => {
                let mut item = Type::Any;
                for element in &list.elements {
                    item = self.type_of(element)?;
                }
                Ok(Type::List(Box::new(item)))
            }
            Expr::Map(_) | Expr::Struct(_) | Expr::Unspecified => {
                Err(self.fault(own, "maps and structures cannot be made in a condition".to_owned()))
            }
        }
    }

    fn field(&mut self, own: &IdedExpr, select: &SelectExpr) -> Result<Type, Fault> {
        let record = match self.type_of(&select.operand)? {
            Type::Record(record) => record,
            Type::Any => return Ok(Type::Any),
            other => return Err(self.fault(own, format!("{other} has no field \"{}\"", select.field))),
        };
        let fields = record.fields();
        match fields.iter().find(|(name, _)| *name == select.field) {
            Some(_) if select.test => Ok(Type::Bool),
            Some((_, field)) => Ok(field.clone()),
            None => {
                let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
                Err(self.fault(
                    own,
                    format!("{} has no field \"{}\"; it has {}", record.name(), select.field, names.join(", ")),
                ))
            }
        }
    }

    fn call(&mut self, at: &IdedExpr, call: &CallExpr) -> Result<Type, Fault> {
        let mut types = Vec::new();
        let all: Vec<&IdedExpr> = call.target.as_deref().into_iter().chain(&call.args).collect();
        for argument in &all {
            types.push(self.type_of(argument)?);
        }
        let name = call.func_name.as_str();
        let wanted = |own: &Self, fits: bool, result: Type| {
            let shown: Vec<String> = types.iter().map(ToString::to_string).collect();
            if fits {
                Ok(result)
            } else {
                Err(own.fault(
                    all.first().copied().unwrap_or(at),
                    format!("{} cannot be used with {}", spelt(name), shown.join(" and ")),
                ))
            }
        };
        let every = |fits: fn(&Type) -> bool| types.iter().all(|own| *own == Type::Any || fits(own));
        let text = |own: &Type| matches!(own, Type::Text | Type::Word(_));
        let number = |own: &Type| *own == Type::Number;
        let bool = |own: &Type| *own == Type::Bool;
        let two = types.len() == 2;
        match name {
            op::LOGICAL_AND | op::LOGICAL_OR | op::LOGICAL_NOT | op::NOT_STRICTLY_FALSE => {
                wanted(self, every(bool), Type::Bool)
            }
            op::EQUALS | op::NOT_EQUALS => {
                self.known_word(&all, &types)?;
                let alike = types.iter().all(|own| types.iter().all(|other| alike(own, other)));
                wanted(self, alike, Type::Bool)
            }
            op::LESS | op::LESS_EQUALS | op::GREATER | op::GREATER_EQUALS => {
                wanted(self, every(text) || every(number), Type::Bool)
            }
            op::IN => {
                let item = types.get(1).and_then(|list| if let Type::List(item) = list { Some(item) } else { None });
                let fits = item.zip(types.first()).is_some_and(|(item, own)| alike(item, own));
                wanted(self, fits, Type::Bool)
            }
            op::ADD if every(text) => Ok(Type::Text),
            op::ADD if types.iter().all(|own| matches!(own, Type::List(_))) => Ok(types.pop().unwrap_or(Type::Any)),
            op::ADD | op::SUBSTRACT | op::MULTIPLY | op::DIVIDE | op::MODULO | op::NEGATE => {
                wanted(self, every(number), Type::Number)
            }
            op::CONDITIONAL => Ok(types.pop().unwrap_or(Type::Any)),
            op::INDEX => match (types.first(), types.get(1)) {
                (Some(Type::List(item)), Some(Type::Number)) => Ok((**item).clone()),
                _ => wanted(self, false, Type::Any),
            },
            "size" => wanted(
                self,
                types.len() == 1 && types.iter().all(|own| text(own) || matches!(own, Type::List(_))),
                Type::Number,
            ),
            "contains" | "startsWith" | "endsWith" => {
                wanted(self, two && call.target.is_some() && every(text), Type::Bool)
            }
            "says" => wanted(self, two && every(text), Type::Bool),
            "days" => wanted(self, two && call.target.is_none() && every(text), Type::Number),
            _ => Err(self.fault(
                at,
                format!("there is no function \"{name}\"; there are size, contains, startsWith, endsWith, says, days"),
            )),
        }
    }

    /// A field with few words is compared with one of them.
    fn known_word(&self, all: &[&IdedExpr], types: &[Type]) -> Result<(), Fault> {
        let words = types.iter().find_map(|own| if let Type::Word(words) = own { Some(*words) } else { None });
        let literal = all.iter().find_map(|own| match &own.expr {
            Expr::Literal(LiteralValue::String(text)) => Some((*own, text.inner())),
            _ => None,
        });
        match (words, literal) {
            (Some(words), Some((own, text))) if !words.contains(&text) => {
                Err(self.fault(own, format!("\"{text}\" is never the case; it is one of {}", words.join(", "))))
            }
            _ => Ok(()),
        }
    }

    fn comprehension(&mut self, own: &IdedExpr, loops: &ComprehensionExpr) -> Result<Type, Fault> {
        let item = match self.type_of(&loops.iter_range)? {
            Type::List(item) => *item,
            other => return Err(self.fault(own, format!("only a list can be gone through, this is {other}"))),
        };
        let start = self.type_of(&loops.accu_init)?;
        let names = self.names.len();
        self.names.push((loops.iter_var.clone(), item));
        self.names.push((loops.accu_var.clone(), start));
        self.depth += 1;
        self.deepest = self.deepest.max(self.depth);
        self.type_of(&loops.loop_cond)?;
        let step = self.type_of(&loops.loop_step)?;
        self.depth -= 1;
        if let Some((_, accumulated)) = self.names.last_mut() {
            *accumulated = step;
        }
        let result = self.type_of(&loops.result)?;
        self.names.truncate(names);
        Ok(result)
    }
}

/// Returns whether two types can be equal.
fn alike(one: &Type, other: &Type) -> bool {
    match (one, other) {
        (Type::Any, _) | (_, Type::Any) | (Type::Text | Type::Word(_), Type::Text | Type::Word(_)) => true,
        (Type::List(one), Type::List(other)) => alike(one, other),
        (one, other) => one == other,
    }
}

/// Returns how an operator is written.
fn spelt(name: &str) -> String {
    name.trim_matches(['_', '@']).to_owned()
}

#[cfg(test)]
mod tests {
    use cel::Program;

    use super::super::vocabulary::{Record, Type};
    use super::{Fault, look};

    fn looked(text: &str) -> Result<u32, Fault> {
        let names =
            [("document", Type::Record(Record::Document)), ("as_of", Type::Text), ("task", Type::Record(Record::Task))];
        look(&Program::compile(text).unwrap(), &names)
    }

    #[test]
    fn what_is_sound_passes_with_its_depth() {
        for (text, depth) in [
            ("size(document.recipients) == 0 && !document.draft && as_of > '2021-01-01'", 0),
            ("!has(document.issuer.level) || document.issuer.level != 'commune'", 0),
            ("document.kind in ['ke-hoach', 'quyet-dinh'] && document.title.startsWith('Ban')", 0),
            ("document.tasks.exists(t, size(t.lead) == 0)", 1),
            ("document.recitals.all(r, r.citations.exists_one(c, c.validity == 'expired'))", 2),
            ("size(document.citations.filter(c, c.role == 'basis').map(c, c.number)) > 3", 1),
            ("days(document.issued, task.due) > 30 && says(task.text, 'kiểm tra')", 0),
            ("document.draft ? size(document.text) > 10 : task.lead[0].endsWith('Sở')", 0),
        ] {
            assert_eq!(looked(text), Ok(depth), "{text}");
        }
    }

    #[test]
    fn what_can_never_be_asked_is_told_with_its_place() {
        for (text, offset, message) in [
            ("doc.kind == 'x'", 0, "there is no \"doc\"; there are document, as_of, task"),
            ("document.tasks.exists(t, size(t.leads) == 0)", 31, "task has no field \"leads\""),
            ("document.title", 8, "a condition is true or false, this is words"),
            ("document.ordinal > 'a'", 8, "> cannot be used with a number and words"),
            ("document.class == 'quy-pham'", 18, "\"quy-pham\" is never the case; it is one of normative"),
            ("document.title.matches('a')", 22, "there is no function \"matches\""),
            ("document.title.exists(t, true)", 21, "only a list can be gone through"),
            ("{'a': 1} == {'a': 1}", 0, "maps and structures"),
            ("document.title == null", 18, "ask has("),
            ("document.title.text == 'a'", 14, "words has no field \"text\""),
        ] {
            let fault = looked(text).unwrap_err();
            assert!(fault.message.contains(message), "{text}: {}", fault.message);
            assert!(
                fault.offset <= text.len() && fault.offset.abs_diff(offset) <= 8,
                "{text}: {} not {offset}",
                fault.offset
            );
        }
    }
}
