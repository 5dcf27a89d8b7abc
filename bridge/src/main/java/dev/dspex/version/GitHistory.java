package dev.dspex.version;

import dev.dspex.version.Version.Origin;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.NoHeadException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Git repository that a project lies in; nothing is ever written to it. Any thread, one at a
 * time.
 */
public final class GitHistory implements AutoCloseable {
    /** Commits that are listed of a file at most. */
    private static final int LISTED = 200;

    /** How a file stands against the last commit. */
    public enum Status {
        CLEAN,
        MODIFIED,
        STAGED,
        UNTRACKED,
        IGNORED,
        CONFLICT,
        GONE
    }

    static {
        SystemReader.setInstance(new LeavesNothing(SystemReader.getInstance()));
    }

    /** What JGit measures of the disk it would otherwise write into the person's home. */
    private static final class LeavesNothing extends SystemReader.Delegate {
        LeavesNothing(SystemReader system) {
            super(system);
        }

        @Override
        public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
            return new FileBasedConfig(parent, null, fs) {
                @Override
                public void load() {}

                @Override
                public void save() {}

                @Override
                public boolean isOutdated() {
                    return false;
                }
            };
        }
    }

    private final Repository repository;

    private GitHistory(Repository repository) {
        this.repository = repository;
    }

    /** The repository of a folder, or of one above it; empty where there is none. */
    public static Optional<GitHistory> of(Path folder) throws IOException {
        var builder = new FileRepositoryBuilder().findGitDir(folder.toRealPath().toFile());
        if (builder.getGitDir() == null) return Optional.empty();
        var repository = builder.build();
        if (repository.isBare()) {
            repository.close();
            return Optional.empty();
        }
        return Optional.of(new GitHistory(repository));
    }

    /** Name of the branch; the short hash where none is checked out. */
    public String branch() throws IOException {
        var full = repository.getFullBranch();
        if (full == null) return "";
        return full.startsWith(Constants.R_HEADS)
                ? full.substring(Constants.R_HEADS.length())
                : full.substring(0, Math.min(7, full.length()));
    }

    public Status status(Path file) throws IOException {
        var path = path(file);
        try (var git = new Git(repository)) {
            var found = git.status().addPath(path).call();
            if (found.getConflicting().contains(path)) return Status.CONFLICT;
            if (found.getMissing().contains(path) || found.getRemoved().contains(path))
                return Status.GONE;
            if (found.getModified().contains(path)) return Status.MODIFIED;
            if (found.getAdded().contains(path) || found.getChanged().contains(path))
                return Status.STAGED;
            if (found.getUntracked().contains(path)
                    || found.getUntrackedFolders().stream().anyMatch(f -> path.startsWith(f + "/")))
                return Status.UNTRACKED;
            return found.getIgnoredNotInIndex().stream()
                            .anyMatch(i -> path.equals(i) || path.startsWith(i + "/"))
                    ? Status.IGNORED
                    : Status.CLEAN;
        } catch (GitAPIException e) {
            throw new IOException("the Git status of " + path + " could not be read", e);
        }
    }

    /** Commits that changed a file, newest first. */
    public List<Version> commits(Path file) throws IOException {
        try (var git = new Git(repository)) {
            var versions = new ArrayList<Version>();
            for (var commit : git.log().addPath(path(file)).setMaxCount(LISTED).call())
                versions.add(version(commit));
            return versions;
        } catch (NoHeadException e) {
            return List.of(); // nothing has been committed yet
        } catch (GitAPIException e) {
            throw new IOException("the Git history of " + file + " could not be read", e);
        }
    }

    private static Version version(RevCommit commit) {
        return new Version(
                Origin.COMMIT,
                commit.name(),
                commit.getCommitterIdent().getWhenAsInstant(),
                commit.getShortMessage(),
                commit.getAuthorIdent().getName());
    }

    /** A file as a commit has it; empty where the commit does not have it. */
    public Optional<String> text(Path file, String commit) throws IOException {
        try (var walk = new RevWalk(repository)) {
            var tree = walk.parseCommit(ObjectId.fromString(commit)).getTree();
            try (var found = TreeWalk.forPath(repository, path(file), tree)) {
                if (found == null) return Optional.empty();
                var bytes = repository.open(found.getObjectId(0)).getBytes();
                return Optional.of(new String(bytes, StandardCharsets.UTF_8));
            }
        }
    }

    private String path(Path file) throws IOException {
        var root = repository.getWorkTree().toPath().toRealPath();
        var folder = file.toAbsolutePath().getParent();
        if (folder == null) throw new IOException(file + " is no file");
        var inside = root.relativize(folder.toRealPath().resolve(file.getFileName()));
        return inside.toString().replace('\\', '/');
    }

    @Override
    public void close() {
        repository.close();
    }
}
