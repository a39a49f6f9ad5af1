//! Cases with their pages parsed and their paths resolved, those of one old page together, on all cores.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use waymark_identify::trial::Truth;
use waymark_identify::{Count, Document, NodeId, count};
use waymark_model::Selector;

use super::cases::{Case, CaseProblem, CasesError};
use super::pages::Pages;

/// All cases with one old page.
#[derive(Debug)]
pub struct Group<'a> {
    /// The page the elements were tagged on.
    pub old: Arc<Document>,
    /// All pages that its cases name as samples.
    pub samples: BTreeMap<&'a Path, Arc<Document>>,
    /// The pages they are looked for on.
    pub searches: Vec<Search<'a>>,
}

/// The cases of a group with one new page.
#[derive(Debug)]
pub struct Search<'a> {
    /// The page the elements are looked for on, untouched.
    pub new: Arc<Document>,
    /// The cases, in the order of the file.
    pub trials: Vec<Trial<'a>>,
}

/// A case with its paths resolved.
#[derive(Debug)]
pub struct Trial<'a> {
    /// Position among all cases, from 0.
    pub index: usize,
    /// The case.
    pub case: &'a Case,
    /// The element on the old page; all of the set with `multiple`.
    pub element: Vec<NodeId>,
    /// What is right on the new page, untouched.
    pub truth: Truth,
    /// What is taken out of the new page.
    pub delete: Vec<NodeId>,
}

impl Trial<'_> {
    /// The new page without what the case deletes, and what is right there; nothing when the case deletes nothing.
    #[must_use]
    pub fn reduced(&self, new: &Document) -> Option<(Document, Truth)> {
        if self.delete.is_empty() {
            return None;
        }
        let (page, numbers) = new.without_numbered(&self.delete);
        let accept = self.truth.accept.iter().filter_map(|node| numbers[node.index()]).collect();
        Some((page, Truth { accept, multiple: self.truth.multiple }))
    }
}

/// Runs something on every group, on all cores. The answers are in the order in which the groups' first cases stand
/// in the file; of several errors the one of the first line is returned.
pub fn each_group<T: Send>(
    cases: &[Case],
    run: impl Fn(&Group<'_>) -> Result<T, CasesError> + Sync,
) -> Result<Vec<T>, CasesError> {
    let groups = by_old_page(cases);
    let pages = Pages::new(groups.iter().flat_map(Grouped::pages));
    let next = AtomicUsize::new(0);
    let done = Mutex::new(BTreeMap::new());
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(group) = groups.get(number) else { return };
            let answer = group.resolve(&pages).and_then(|group| run(&group));
            done.lock().unwrap_or_else(PoisonError::into_inner).insert(number, answer);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    let done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    let (mut answers, mut failed) = (Vec::new(), None);
    for answer in done.into_values() {
        match answer {
            Ok(answer) => answers.push(answer),
            Err(error) => failed = failed.into_iter().chain([error]).min_by_key(CasesError::line),
        }
    }
    failed.map_or(Ok(answers), Err)
}

/// The cases of one old page, with their positions, by new page.
struct Grouped<'a> {
    old: &'a Path,
    by_new: Vec<(&'a Path, Vec<(usize, &'a Case)>)>,
}

fn by_old_page(cases: &[Case]) -> Vec<Grouped<'_>> {
    let mut groups: Vec<Grouped<'_>> = Vec::new();
    let mut group_of: HashMap<&Path, usize> = HashMap::new();
    let mut search_of: HashMap<(&Path, &Path), usize> = HashMap::new();
    for (index, case) in cases.iter().enumerate() {
        let group = *group_of.entry(&case.old).or_insert(groups.len());
        if group == groups.len() {
            groups.push(Grouped { old: &case.old, by_new: Vec::new() });
        }
        let by_new = &mut groups[group].by_new;
        let search = *search_of.entry((&case.old, &case.new)).or_insert(by_new.len());
        if search == by_new.len() {
            by_new.push((&case.new, Vec::new()));
        }
        by_new[search].1.push((index, case));
    }
    groups
}

impl<'a> Grouped<'a> {
    /// Every page as often as it will be taken.
    fn pages(&self) -> impl Iterator<Item = &'a Path> {
        let new = self.by_new.iter().map(|(new, _)| *new);
        std::iter::once(self.old).chain(new).chain(self.samples().into_keys())
    }

    /// Every sample with the first case that names it.
    fn samples(&self) -> BTreeMap<&'a Path, &'a Case> {
        let mut samples = BTreeMap::new();
        for (_, case) in self.by_new.iter().flat_map(|(_, cases)| cases) {
            for page in &case.samples {
                samples.entry(page.as_path()).or_insert(*case);
            }
        }
        samples
    }

    fn resolve(&self, pages: &Pages<'_>) -> Result<Group<'a>, CasesError> {
        // A page that cannot be read is the first case's that needs it.
        let take = |path: &Path, case: &Case| pages.take(path).map_err(|problem| problem.of(case));
        let old = take(self.old, self.by_new[0].1[0].1)?;
        let samples = self.samples().into_iter().map(|(path, case)| Ok((path, take(path, case)?)));
        let samples = samples.collect::<Result<_, _>>()?;
        let mut searches = Vec::new();
        for (path, cases) in &self.by_new {
            let new = take(path, cases[0].1)?;
            let trials = cases
                .iter()
                .map(|&(index, case)| trial(&old, &new, index, case).map_err(|problem| problem.of(case)))
                .collect::<Result<_, _>>()?;
            searches.push(Search { new, trials });
        }
        Ok(Group { old, samples, searches })
    }
}

fn trial<'a>(old: &Document, new: &Document, index: usize, case: &'a Case) -> Result<Trial<'a>, CaseProblem> {
    let element = matches(old, &case.element)?;
    let (is_fine, wanted) =
        if case.multiple { (element.len() > 1, "several") } else { (element.len() == 1, "one") };
    if !is_fine {
        return Err(miscounted(&case.element, &case.old, element.len(), wanted));
    }
    let all = |paths: &[String]| -> Result<Vec<NodeId>, CaseProblem> {
        let mut nodes = Vec::new();
        for css in paths {
            let found = matches(new, css)?;
            if found.is_empty() {
                return Err(miscounted(css, &case.new, 0, "at least one"));
            }
            nodes.extend(found);
        }
        nodes.sort_unstable();
        nodes.dedup();
        Ok(nodes)
    };
    let (accept, delete) = (all(&case.accept)?, all(&case.delete)?);
    if let Some(gone) = accept.iter().find(|&&node| delete.iter().any(|&top| new.contains(top, node))) {
        return Err(CaseProblem::AcceptedIsDeleted { css: waymark_identify::selectors::path(new, *gone) });
    }
    Ok(Trial { index, case, element, truth: Truth { accept, multiple: case.multiple }, delete })
}

fn miscounted(css: &str, page: &Path, matched: usize, wanted: &'static str) -> CaseProblem {
    CaseProblem::Matches { css: css.to_owned(), page: page.to_owned(), matched, wanted }
}

fn matches(page: &Document, css: &str) -> Result<Vec<NodeId>, CaseProblem> {
    let refused = |why: String| Err(CaseProblem::Css { css: css.to_owned(), why });
    match count(page, &[Selector::new(css)]) {
        Count::Matched { nodes, .. } => Ok(nodes),
        Count::Nothing => Ok(Vec::new()),
        Count::NeedsRendering { .. } => refused("only a browser can say what it matches".to_owned()),
        Count::Invalid { message, .. } => refused(message),
    }
}
