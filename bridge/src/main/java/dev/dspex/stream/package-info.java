/** What is streamed side by side and watched: lanes, rules, and which answer is taken. */
@NullMarked
package dev.dspex.stream;

import org.jspecify.annotations.NullMarked;
