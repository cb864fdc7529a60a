/** Files that are either whole or not there, and the folder for those that can be deleted at any time. */
package org.resnetstudio.files;
