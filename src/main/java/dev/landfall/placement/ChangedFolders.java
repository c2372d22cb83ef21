package dev.landfall.placement;

import dev.landfall.gitops.Reader;
import dev.landfall.manifest.FileEdit;
import dev.landfall.reason.Reason;
import dev.landfall.render.SourceFiles;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Folders that come with their first file or go with their last one, for whoever makes an owner of each folder. */
record ChangedFolders(SourceFiles before, List<FileEdit> edits) {

    Optional<Reason> objection(Reader.OfDirectories reader) {
        SourceFiles after = EditedFiles.of(before, edits);
        return edits.stream()
                .filter(edit -> before.kindOf(edit.path()) != after.kindOf(edit.path()))
                .flatMap(edit -> foldersAbove(edit.path()))
                .distinct()
                .filter(reader.taking())
                .filter(folder -> isThere(before, folder) != isThere(after, folder))
                .findFirst()
                .map(folder -> isThere(before, folder) ? going(reader, folder) : coming(reader, folder));
    }

    private static boolean isThere(SourceFiles files, String folder) {
        return files.kindOf(folder) == SourceFiles.Kind.FOLDER;
    }

    /** But for the root, which no generator takes. */
    private static Stream<String> foldersAbove(String path) {
        return IntStream.range(0, path.length())
                .filter(at -> path.charAt(at) == '/')
                .mapToObj(at -> path.substring(0, at));
    }

    private static Reason coming(Reader.OfDirectories reader, String folder) {
        return Reason.lasting(
                "folder-makes-application",
                "the edit puts the first file into the folder %s, of which %s would make an Application"
                        .formatted(folder, reader.owner()),
                "make this change by hand in the repository, if that Application is meant");
    }

    private static Reason going(Reader.OfDirectories reader, String folder) {
        String follows = reader.keeping()
                ? "would leave the Application that it makes of it without a folder"
                : "would delete the Application that it makes of it";
        return Reason.lasting(
                "folder-makes-application",
                "the edit takes the last file out of the folder %s, and %s %s"
                        .formatted(folder, reader.owner(), follows),
                "make this change by hand in the repository, if that is meant;"
                        + " with another file in it the folder would stay");
    }
}
