package org.resnetstudio.project;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.resnetstudio.project.ProjectException.Reason;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Turns what SQLite and the file system report into sentences that say what to do. */
final class Failures {
    private static final int PRIMARY_CODE_MASK = 0xff;

    private Failures() {}

    static ProjectException of(Path folder, SQLException cause) {
        int code = cause instanceof SQLiteException sqlite ? sqlite.getResultCode().code & PRIMARY_CODE_MASK : -1;
        if (code == SQLiteErrorCode.SQLITE_FULL.code || needsSpace(cause)) {
            return new ProjectException(
                    Reason.DISK_FULL,
                    "The disk that holds the project " + folder
                            + " is full, so the last change was not kept; free some space and repeat it.",
                    cause);
        }
        if (code == SQLiteErrorCode.SQLITE_READONLY.code || code == SQLiteErrorCode.SQLITE_PERM.code) {
            return readOnly(folder, cause);
        }
        if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return damaged(folder, cause);
        }
        if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return new ProjectException(
                    Reason.ALREADY_OPEN,
                    "Another program is writing to the project " + folder
                            + ", so the last change was not kept; close that program and repeat it.",
                    cause);
        }
        return new ProjectException(
                Reason.FAILED,
                "The database of the project " + folder + " could not be used (" + cause.getMessage()
                        + "); check that its disk is connected and has space, and open the project again.",
                cause);
    }

    /** SQLite's index of its journal lies in a file of its own, and fails in a way of its own on a full disk. */
    private static boolean needsSpace(SQLException cause) {
        return cause instanceof SQLiteException sqlite
                && (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE
                        || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMMAP);
    }

    static ProjectException of(Path folder, IOException cause) {
        return new ProjectException(
                Reason.FAILED,
                "The project folder " + folder + " could not be prepared (" + cause
                        + "); choose a folder on a connected disk that you may write to.",
                cause);
    }

    static ProjectException readOnly(Path path, Throwable cause) {
        return new ProjectException(
                Reason.READ_ONLY,
                "The project cannot be changed because " + path
                        + " is write-protected; allow writing, or copy the project's folder to where you may write.",
                cause);
    }

    static ProjectException damaged(Path folder, Throwable cause) {
        return new ProjectException(
                Reason.DAMAGED,
                "The database " + folder.resolve(Project.DATABASE)
                        + " is damaged and was left as it is; put a backup of it in its place, or move it away and"
                        + " import the pictures again (pictures and runs are untouched).",
                cause);
    }

    /** An edit that was stored well, and whose way back is lost. */
    static ProjectException damagedEntry(Path folder, String description, Throwable cause) {
        return new ProjectException(
                Reason.DAMAGED,
                "The step \"" + description + "\" cannot be undone or redone, because its entry in the journal of "
                        + folder.resolve(Project.DATABASE)
                        + " is damaged; nothing was changed, so change by hand what it did.",
                cause);
    }
}
