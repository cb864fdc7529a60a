package org.resnetstudio.image;

import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Takes FFmpeg's messages, which would go to standard error. */
final class FfmpegLog extends LogCallback {
    /** FFmpeg knows it by its address only, so that it must not be collected. */
    private static final FfmpegLog INSTANCE = new FfmpegLog();

    private FfmpegLog() {}

    /** To be called before anything is decoded; again does no harm. */
    static void install() {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        avutil.setLogCallback(INSTANCE);
    }

    @Override
    public void call(int level, BytePointer message) {
        if (level <= avutil.AV_LOG_ERROR) {
            DecoderLog.add(message.getString());
        }
    }
}
