//! Reading a folder from disk and writing one, within bounds.

use std::fs;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Component, Path, PathBuf};

use super::{Files, is_left_alone};

/// Most files in one folder.
pub const EDITION_FILES_MAX: usize = 2_000;
/// Longest file, in bytes: 20 MiB, as pictures may have.
pub const FILE_BYTES_MAX: u64 = 20 * 1024 * 1024;
/// How deep folders may lie within folders.
pub const FOLDER_DEPTH_MAX: usize = 4;

impl Files {
    /// Reads a folder. Symbolic links are followed only to files within it.
    pub fn read(dir: impl AsRef<Path>) -> io::Result<Self> {
        let root = dir.as_ref().canonicalize().map_err(|error| named(dir.as_ref(), &error))?;
        if !root.is_dir() {
            return Err(refused(ErrorKind::NotADirectory, dir.as_ref(), "is not a folder"));
        }
        let mut files = Self::default();
        read_folder(&root, &root, &mut files)?;
        Ok(files)
    }

    /// Writes the files into a folder, which is made if it is not there. A folder that holds anything is refused unless
    /// `overwrite`; then files of these names are replaced, and others stay. No file is replaced before all are written
    /// beside their places.
    pub fn write_to(&self, dir: impl AsRef<Path>, overwrite: bool) -> io::Result<()> {
        let dir = dir.as_ref();
        fs::create_dir_all(dir).map_err(|error| named(dir, &error))?;
        if !overwrite && fs::read_dir(dir)?.next().is_some() {
            return Err(refused(ErrorKind::DirectoryNotEmpty, dir, "is not empty"));
        }
        let mut staged = Vec::new();
        let written = self.iter().try_for_each(|(path, bytes)| stage(dir, path, bytes, &mut staged));
        if let Err(error) = written {
            staged.iter().for_each(|(beside, _)| drop(fs::remove_file(beside)));
            return Err(error);
        }
        staged.iter().try_for_each(|(beside, place)| fs::rename(beside, place).map_err(|error| named(place, &error)))
    }
}

fn read_folder(root: &Path, folder: &Path, files: &mut Files) -> io::Result<()> {
    let depth = folder.components().count() - root.components().count();
    if depth > FOLDER_DEPTH_MAX {
        return Err(refused(ErrorKind::InvalidInput, folder, "lies too deep for a manuscript"));
    }
    for entry in fs::read_dir(folder).map_err(|error| named(folder, &error))? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            return Err(refused(ErrorKind::InvalidData, &path, "has a name that is not UTF-8"));
        };
        if is_left_alone(name) {
            continue;
        }
        if path.symlink_metadata()?.is_dir() {
            read_folder(root, &path, files)?;
        } else {
            let bytes = read_file(root, &path)?;
            files.insert(relative(root, &path), bytes);
        }
        if files.len() > EDITION_FILES_MAX {
            let problem = format!("holds more than {EDITION_FILES_MAX} files");
            return Err(refused(ErrorKind::InvalidInput, root, &problem));
        }
    }
    Ok(())
}

fn read_file(root: &Path, path: &Path) -> io::Result<Vec<u8>> {
    let target = path.canonicalize().map_err(|error| named(path, &error))?;
    if !target.starts_with(root) {
        return Err(refused(ErrorKind::InvalidInput, path, "is a link that leads out of the folder"));
    }
    if !target.is_file() {
        return Err(refused(ErrorKind::InvalidInput, path, "is neither file nor folder"));
    }
    let mut bytes = Vec::new();
    let mut file = fs::File::open(&target).map_err(|error| named(path, &error))?.take(FILE_BYTES_MAX + 1);
    file.read_to_end(&mut bytes).map_err(|error| named(path, &error))?;
    if bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(refused(ErrorKind::FileTooLarge, path, "is larger than 20 MiB"));
    }
    Ok(bytes)
}

fn relative(root: &Path, path: &Path) -> String {
    let within = path.strip_prefix(root).unwrap_or(path);
    let parts = within.components().map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

/// Writes a file beside its place, under a name that a reader leaves alone.
fn stage(dir: &Path, path: &str, bytes: &[u8], staged: &mut Vec<(PathBuf, PathBuf)>) -> io::Result<()> {
    let place = dir.join(path);
    if !Path::new(path).components().all(|part| matches!(part, Component::Normal(_))) {
        return Err(refused(ErrorKind::InvalidInput, &place, "does not lie within the folder"));
    }
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder).map_err(|error| named(folder, &error))?;
    }
    let beside = dir.join(format!("{path}.new~"));
    staged.push((beside.clone(), place));
    let write = || {
        let mut file = fs::File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(|error| named(&beside, &error))
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

fn refused(kind: ErrorKind, path: &Path, problem: &str) -> io::Error {
    io::Error::new(kind, format!("{} {problem}", path.display()))
}
