//! One person's way through the questions.

use std::collections::BTreeMap;

use super::questions::{Answer, Question};

/// What a person has answered, by the questions' keys, and where they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sitting {
    /// The answers.
    pub answers: BTreeMap<String, Answer>,
    /// What was written beside answers, by the same keys.
    pub words: BTreeMap<String, String>,
    /// The key of the question that is shown; none for the first that is not answered.
    pub at: Option<String>,
}

/// What is not taken as an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// Another question is shown meanwhile: a button was pressed twice, or on an old message.
    #[error("another question is shown")]
    NotShown,
    /// It is no answer to this question.
    #[error("that is no answer to this question")]
    NoAnswer,
}

impl Sitting {
    /// The place of the question that is shown, from 0; none when all are answered.
    #[must_use]
    pub fn shown(&self, questions: &[Question<'_>]) -> Option<usize> {
        let at = self.at.as_ref().and_then(|key| questions.iter().position(|question| question.key == *key));
        at.or_else(|| self.first_open(questions))
    }

    /// How many of the questions are answered.
    #[must_use]
    pub fn answered(&self, questions: &[Question<'_>]) -> usize {
        questions.iter().filter(|question| self.answers.contains_key(&question.key)).count()
    }

    /// Takes the answer to the question that is shown, and goes on to the next that is open.
    ///
    /// # Errors
    /// [`NotTaken`]; nothing has changed then.
    pub fn answer(&mut self, questions: &[Question<'_>], key: &str, answer: Answer) -> Result<(), NotTaken> {
        let shown = self.shown(questions).and_then(|at| questions.get(at)).ok_or(NotTaken::NotShown)?;
        if shown.key != key {
            return Err(NotTaken::NotShown);
        }
        if !shown.is_answered_by(&answer) {
            return Err(NotTaken::NoAnswer);
        }
        self.answers.insert(key.to_owned(), answer);
        self.at = None;
        Ok(())
    }

    /// Goes back to the question before the one that is shown; its answer is kept until another is given. Whether there is one.
    pub fn back(&mut self, questions: &[Question<'_>]) -> bool {
        let before = self.shown(questions).unwrap_or(questions.len()).checked_sub(1);
        let Some(question) = before.and_then(|at| questions.get(at)) else {
            return false;
        };
        self.at = Some(question.key.clone());
        true
    }

    fn first_open(&self, questions: &[Question<'_>]) -> Option<usize> {
        questions.iter().position(|question| !self.answers.contains_key(&question.key))
    }
}
