/** Files that are either whole or not there, what lies in folders, and the folder for files that can be deleted at any time. */
package org.resnetstudio.files;
