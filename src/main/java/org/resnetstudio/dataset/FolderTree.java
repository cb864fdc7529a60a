package org.resnetstudio.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.resnetstudio.image.ImageFormats;
import org.resnetstudio.image.OtherFormat;

/** A folder with all that counts in it and below it, see {@link FolderReader}. Immutable; equal to itself alone. */
final class FolderTree {
    private final Path path;
    private final List<Path> files;
    private final List<FolderTree> folders;
    private final boolean incomplete;
    private final boolean holdsPictures;
    private final boolean leadsToPictures;

    /**
     * @param path absolute
     * @param files in order; also those that are no pictures
     * @param folders in order
     * @param incomplete whether something in it, or below, could not be read, and was reported
     */
    FolderTree(Path path, List<Path> files, List<FolderTree> folders, boolean incomplete) {
        this.path = path;
        this.files = List.copyOf(files);
        this.folders = List.copyOf(folders);
        this.incomplete = incomplete;
        holdsPictures = files.stream()
                .anyMatch(file -> ImageFormats.isImageFile(file)
                        || OtherFormat.named(file).isPresent());
        leadsToPictures = holdsPictures || folders.stream().anyMatch(FolderTree::leadsToPictures);
    }

    Path path() {
        return path;
    }

    /** The files in the folder itself. */
    List<Path> files() {
        return files;
    }

    /** The folders in it. */
    List<FolderTree> folders() {
        return folders;
    }

    /** Whether something in it, or below, could not be read, and was reported. */
    boolean incomplete() {
        return incomplete;
    }

    /** The folder's own name; of a drive's root, the whole path. */
    String name() {
        return nameOf(path);
    }

    /** Whether pictures lie directly in the folder, of formats that can be read or others. */
    boolean holdsPictures() {
        return holdsPictures;
    }

    /** Whether there is any picture in the folder or below it. */
    boolean leadsToPictures() {
        return leadsToPictures;
    }

    /** The folders in this one that lead to pictures. */
    List<FolderTree> pictureFolders() {
        return folders.stream().filter(FolderTree::leadsToPictures).toList();
    }

    /** Whether there is no file at all, in the folder or below it. */
    boolean isEmpty() {
        return files.isEmpty() && folders.stream().allMatch(FolderTree::isEmpty);
    }

    /** Hands over all files: those of a folder before those of the folders in it. */
    void forEachFile(Consumer<Path> consumer) {
        files.forEach(consumer);
        folders.forEach(folder -> folder.forEachFile(consumer));
    }

    static String nameOf(Path path) {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }
}
