/** What a participant is asked, as it sees it. No transport here. */
@NullMarked
package io.meanwhile.core.participant;

import org.jspecify.annotations.NullMarked;
